import TensorCore

extension NPYHeader {
    /// The bytes before the data of an array, equal to those that NumPy writes.
    ///
    /// NumPy leaves room for 21 digits in the size of the axis along which a file could be appended
    /// to, and then adds 1 to 64 spaces and a newline, so that the data starts at a multiple of 64
    /// bytes.
    ///
    /// Source: NumPy 2.4, `numpy/lib/_format_impl.py`, `_write_array_header` and `_wrap_header`.
    package static func bytes(
        descriptor: String, isFortranOrder: Bool = false, shape: some Collection<Int>
    ) -> [UInt8] {
        let sizes = shape.map(String.init).joined(separator: ", ")
        let tuple = shape.count == 1 ? "(\(sizes),)" : "(\(sizes))"
        let order = isFortranOrder ? "True" : "False"
        var text = "{'descr': '\(descriptor)', 'fortran_order': \(order), 'shape': \(tuple), }"

        let prefixBytes = magic.count + 4
        let growthAxisDigits = 21
        let growing = isFortranOrder ? Array(shape).last : shape.first
        if let growing {
            text += spaces(growthAxisDigits - String(growing).utf8.count)
        }
        let alignment = 64
        text += spaces(alignment - (prefixBytes + text.utf8.count + 1) % alignment) + "\n"

        let length = UInt16(truncatingIfNeeded: text.utf8.count)
        return magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + Array(text.utf8)
    }

    private static func spaces(_ count: Int) -> String {
        String(repeating: " ", count: max(count, 0))
    }
}
