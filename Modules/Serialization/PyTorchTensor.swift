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
        let shape = Shape(sizes)
        guard let byteCount = ArrayLayout(shape, dtype).byteCount else {
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
        layout = Self.layout(shape, strides, dtype)
    }

    /// The layout, where strides that no step is taken by, which may be any number, are those of C
    /// order: others lie within the storage, so that kernels can reckon with them.
    private static func layout(_ shape: Shape, _ strides: [Int], _ dtype: DType) -> ArrayLayout {
        guard !shape.contains(0) else { return ArrayLayout(shape, dtype) }
        var result = shape.contiguousStrides
        for axis in shape.indices where shape[axis] > 1 { result[axis] = strides[axis] }
        return ArrayLayout(shape: shape, strides: result, dtype: dtype)
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

    /// One past the last element, or nil if that does not fit into an `Int`. A tensor without
    /// elements ends where it starts.
    private static func end(offset: Int, sizes: [Int], strides: [Int]) -> Int? {
        guard !sizes.contains(0) else { return offset }
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
