#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A quoted name that cannot break the line it is printed in, however hostile the file.
func printable(_ name: String) -> String {
    let limit = 120
    let quoted = name.unicodeScalars.prefix(limit).reduce(into: "") { text, scalar in
        let isPlain = scalar.value >= 0x20 && scalar.value < 0x7F || scalar.properties.isAlphabetic
        text += isPlain && scalar != "\"" ? String(scalar) : scalar.escaped(asASCII: true)
    }
    return "\"\(quoted)\"" + (name.unicodeScalars.count > limit ? "…" : "")
}

/// Bytes of a file as a quoted text, for messages.
func printable(_ bytes: some Collection<UInt8>) -> String {
    printable(String(decoding: bytes, as: UTF8.self))
}

/// The system's words for an `errno`, with its number.
func systemErrorText(_ number: Int32) -> String {
    guard let text = strerror(number) else { return "errno \(number)" }
    return "\(String(cString: text)) (errno \(number))"
}
