import TensorCore

/// What the header of a `.safetensors` file says of one tensor.
struct SafeTensorsEntry: Equatable {
    let name: String
    let dtype: DType
    let shape: [Int]
    /// Where its bytes lie, counted from the end of the header.
    let range: Range<Int>

    /// The format's spelling of each element type.
    private static let codes: [(dtype: DType, code: String)] = [
        (.bool, "BOOL"), (.uint8, "U8"), (.int8, "I8"), (.int16, "I16"), (.uint16, "U16"),
        (.int32, "I32"), (.uint32, "U32"), (.int64, "I64"), (.uint64, "U64"), (.float16, "F16"),
        (.bfloat16, "BF16"), (.float32, "F32"), (.float64, "F64"),
    ]

    /// The element type that a file spells so, or nil for one that no tensor can have.
    static func dtype(of code: String) -> DType? { codes.first { $0.code == code }?.dtype }

    /// The spelling of this entry's element type.
    var code: String { Self.codes.first { $0.dtype == dtype }?.code ?? "" }

    /// What a listing says of the tensor.
    var description: StoredTensor { StoredTensor(name: name, dtype: dtype, shape: Shape(shape)) }

    /// An entry whose range has as many bytes as its shape and type ask for.
    init(
        name: String, dtype: DType, shape: [Int], offsets: (start: Int, end: Int), site: ErrorSite
    ) throws {
        let byteCount = try Self.byteCount(of: shape, dtype, site: site)
        guard offsets.start <= offsets.end, offsets.end - offsets.start == byteCount else {
            throw site.error(
                .malformed, expected: "\(byteCount) bytes of data, for \(dtype) \(shape)",
                got: "the offsets \([offsets.start, offsets.end])")
        }
        (self.name, self.dtype, self.shape) = (name, dtype, shape)
        range = offsets.start..<offsets.end
    }

    /// Bytes of a tensor, whose rank and size are bounded.
    static func byteCount(of shape: [Int], _ dtype: DType, site: ErrorSite) throws -> Int {
        guard shape.count <= NPYHeader.maxDimensions else {
            throw site.error(
                .malformed, expected: "at most \(NPYHeader.maxDimensions) dimensions",
                got: "\(shape.count)")
        }
        // As for .npy, a shape must not overflow even when another size is zero.
        let product = Shape(shape.filter { $0 != 0 } + [dtype.byteCount]).checkedElementCount
        guard let product else {
            throw site.error(
                .malformed, expected: "a shape whose size in bytes fits into 63 bits",
                got: "\(shape), which overflows")
        }
        return shape.contains(0) ? 0 : product
    }
}
