import TensorCore

/// The element type of a `.npy` file: its `descr`, such as `<f4`.
///
/// Source: NumPy 2.4, `numpy/lib/_format_impl.py`; the type codes of the array interface.
struct NPYDescriptor: Equatable {
    var dtype: DType
    /// Whether the file's byte order is not this machine's.
    var isByteSwapped: Bool

    /// The types that files hold, with NumPy's code for each.
    ///
    /// NumPy has no bfloat16. Such tensors are written as float32, which holds every one exactly.
    private static let codes: [(dtype: DType, code: String)] = [
        (.bool, "b1"), (.uint8, "u1"), (.int8, "i1"), (.int16, "i2"), (.uint16, "u2"),
        (.int32, "i4"), (.uint32, "u4"), (.int64, "i8"), (.uint64, "u8"), (.float16, "f2"),
        (.float32, "f4"), (.float64, "f8"),
    ]

    #if _endian(big)
        private static let native: Character = ">"
    #else
        private static let native: Character = "<"
    #endif

    init(dtype: DType, isByteSwapped: Bool) {
        self.dtype = dtype
        self.isByteSwapped = isByteSwapped
    }

    /// The descriptor that a file states, or nil for one that no tensor can hold.
    init?(_ text: String) {
        guard let order = text.first, "<>|".contains(order),
            let dtype = Self.codes.first(where: { $0.code == text.dropFirst() })?.dtype,
            order != "|" || dtype.byteCount == 1
        else { return nil }
        self.dtype = dtype
        isByteSwapped = dtype.byteCount > 1 && order != Self.native
    }

    /// The element type that a tensor of type `dtype` has in a file.
    static func storedType(of dtype: DType) -> DType {
        dtype == .bfloat16 ? .float32 : dtype
    }

    /// NumPy's spelling for a tensor of type `dtype`, written by this machine.
    static func text(for dtype: DType) -> String? {
        let stored = storedType(of: dtype)
        guard let code = codes.first(where: { $0.dtype == stored })?.code else { return nil }
        return (stored.byteCount == 1 ? "|" : String(native)) + code
    }

    /// What to tell the owner of a file whose element type no tensor can hold.
    static func advice(for text: String) -> String {
        switch text.drop(while: { "<>|=".contains($0) }).first {
        case "O": "An object needs pickle, which can run code from the file; save numbers instead."
        case "c": "Save the real and the imaginary part as two arrays."
        case "U", "S": "Text is not a tensor; save it elsewhere."
        default: "Convert the array with .astype before saving it."
        }
    }
}
