import Kernels
import TensorCore

/// A block of memory that tensors of a PyTorch file lie in, one member of the archive.
struct PyTorchStorage: Equatable {
    /// Its name: that of the member, after `data/`.
    let key: String
    /// The type of its elements; nil when it is one of bytes.
    let dtype: DType?
    /// The number of its elements.
    let count: Int

    /// Its size in bytes; nil if that does not fit into an `Int`.
    var byteCount: Int? {
        let (bytes, overflows) = count.multipliedReportingOverflow(by: dtype?.byteCount ?? 1)
        return overflows ? nil : bytes
    }
}

/// Where a tensor of a PyTorch file lies in its storage.
struct PyTorchTensor {
    let storage: PyTorchStorage
    let dtype: DType
    /// The first element, counted in elements.
    let offset: Int
    let layout: ArrayLayout

    /// A tensor all of whose elements lie within its storage.
    ///
    /// - Parameter place: Where the file says so, for messages.
    init(
        storage: PyTorchStorage, dtype: DType, offset: Int, sizes: [Int], strides: [Int],
        place: String, limits: ReadLimits, site: ErrorSite
    ) throws {
        func malformed(_ expected: String, _ got: String) -> SerializationError {
            site.error(.malformed, expected: "\(expected) \(place)", got: got)
        }
        guard sizes.count == strides.count, sizes.count <= NPYHeader.maxDimensions,
            offset >= 0, sizes.allSatisfy({ $0 >= 0 }), strides.allSatisfy({ $0 >= 0 })
        else {
            throw malformed(
                "an offset, sizes and as many strides, none below 0, of at most "
                    + "\(NPYHeader.maxDimensions) dimensions", "\(offset), \(sizes), \(strides)")
        }
        layout = ArrayLayout(shape: Shape(sizes), strides: Shape(strides), dtype: dtype)
        guard let byteCount = layout.byteCount else {
            throw malformed("a shape whose size fits into 63 bits", "\(sizes), which overflows")
        }
        // The strides may be 0, so that a large tensor lies in a small storage.
        guard byteCount <= limits.maxBytes else {
            throw site.error(
                .limitExceeded, expected: "a tensor of at most \(limits.maxBytes) bytes \(place)",
                got: "\(byteCount)",
                advice: "Raise ReadLimits.maxBytes if the file is to be trusted.")
        }
        guard let storageBytes = storage.byteCount,
            let end = Self.end(offset: offset, sizes: sizes, strides: strides),
            end <= storageBytes / dtype.byteCount
        else {
            throw malformed(
                "a tensor within its storage of \(storage.count) elements",
                "offset \(offset), sizes \(sizes), strides \(strides)")
        }
        (self.storage, self.dtype, self.offset) = (storage, dtype, offset)
    }

    /// What a listing says of the tensor.
    func description(named name: String) -> StoredTensor {
        StoredTensor(name: name, dtype: dtype, shape: layout.shape)
    }

    /// The tensor, in the memory of `storage`, whose elements have its type.
    func view(of storage: Tensor) -> Tensor {
        let isWhole = offset == 0 && layout.isContiguous && layout.count == storage.count
        if isWhole, layout.shape == storage.shape { return storage }
        return storage.view(
            storage.body.view.with(shape: layout.shape, strides: layout.strides, offset: offset))
    }

    /// One past the last element, or nil if that does not fit into an `Int`.
    private static func end(offset: Int, sizes: [Int], strides: [Int]) -> Int? {
        guard !sizes.contains(0) else { return 0 }
        var last = offset
        for (size, stride) in zip(sizes, strides) {
            let (span, overflows) = (size - 1).multipliedReportingOverflow(by: stride)
            let (sum, carries) = last.addingReportingOverflow(span)
            guard !overflows, !carries else { return nil }
            last = sum
        }
        let (end, carries) = last.addingReportingOverflow(1)
        return carries ? nil : end
    }
}
