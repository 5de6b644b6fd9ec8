import TensorCore

/// What stands before the data of a `.npy` file.
///
/// Source: NumPy 2.4, `numpy/lib/_format_impl.py`.
package struct NPYHeader: Equatable {
    var descriptor: NPYDescriptor
    /// Whether the first index runs fastest in the data.
    var isFortranOrder: Bool
    var shape: [Int]

    /// Bytes of the data, as the file holds it.
    let byteCount: Int

    /// NumPy's own limit, NPY_MAXDIMS.
    static let maxDimensions = 64

    /// Whether the data has another order than a tensor: with one axis both are the same.
    var isReordered: Bool {
        isFortranOrder && byteCount > 0 && shape.count { $0 > 1 } > 1
    }

    /// What a listing says of the array.
    func description(named name: String) -> StoredTensor {
        StoredTensor(name: name, dtype: descriptor.dtype, shape: Shape(shape))
    }

    static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

    /// A header whose data has a size that can be addressed.
    init(
        descriptor: NPYDescriptor, isFortranOrder: Bool, shape: [Int], site: ErrorSite
    ) throws {
        guard shape.count <= Self.maxDimensions else {
            throw site.error(
                .malformed, expected: "at most \(Self.maxDimensions) dimensions",
                got: "\(shape.count)")
        }
        // NumPy refuses a shape whose non-zero sizes overflow even when another size is zero.
        var byteCount = descriptor.dtype.byteCount
        for size in shape where size != 0 {
            let (product, overflows) = byteCount.multipliedReportingOverflow(by: size)
            guard !overflows else {
                throw site.error(
                    .malformed, expected: "a shape whose size in bytes fits into 63 bits",
                    got: "\(shape), which overflows")
            }
            byteCount = product
        }
        self.descriptor = descriptor
        self.isFortranOrder = isFortranOrder
        self.shape = shape
        self.byteCount = shape.contains(0) ? 0 : byteCount
    }
}
