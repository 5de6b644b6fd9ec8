import TensorCore

/// The bytes of one tensor as a `.npy` file.
struct NPYWriter {
    private let tensor: Tensor
    private let site: ErrorSite
    private let header: [UInt8]

    /// Bytes of the whole file.
    let byteCount: Int

    /// Checks everything that can be wrong with `tensor` before a byte is written.
    init(_ tensor: Tensor, site: ErrorSite) throws {
        self.tensor = tensor
        self.site = site
        guard let descriptor = NPYDescriptor.text(for: tensor.dtype) else {
            throw site.error(
                .unsupportedDType, expected: "a dtype that NumPy has", got: "\(tensor.dtype)",
                advice: "Convert the tensor before saving it.")
        }
        let stored = NPYDescriptor.storedType(of: tensor.dtype)
        let checked = try NPYHeader(
            descriptor: NPYDescriptor(dtype: stored, isByteSwapped: false), isFortranOrder: false,
            shape: Array(tensor.shape), site: site)
        header = NPYHeader.bytes(descriptor: descriptor, shape: tensor.shape)
        let (byteCount, overflows) = header.count.addingReportingOverflow(checked.byteCount)
        guard !overflows else {
            throw site.error(
                .malformed, expected: "a size that fits into 63 bits", got: "\(tensor.shape)")
        }
        self.byteCount = byteCount
    }

    /// Hands all bytes to `write`, in order.
    func write(to write: (UnsafeRawBufferPointer) throws -> Void) throws {
        try header.withUnsafeBytes(write)
        do {
            try tensor.withUnsafeBytes { bytes in
                if tensor.dtype == .bfloat16 {
                    try writeWidened(bytes, to: write)
                } else if !bytes.isEmpty {
                    try write(bytes)
                }
            }
        } catch let error as TensorError {
            // A view of other strides is copied first.
            throw site.outOfMemory(error, byteCount: byteCount)
        }
    }

    private func writeWidened(
        _ bytes: UnsafeRawBufferPointer, to write: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let elements = bytes.bindMemory(to: UInt16.self)
        let pieceCount = 1 << 16
        var scratch: [UInt32] = []
        for start in stride(from: 0, to: elements.count, by: pieceCount) {
            let piece = elements[start..<min(start + pieceCount, elements.count)]
            ElementConversion.widen(piece, into: &scratch)
            try scratch.withUnsafeBytes(write)
        }
    }
}
