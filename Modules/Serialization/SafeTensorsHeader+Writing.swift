extension SafeTensorsHeader {
    /// The bytes before the data, equal to those of the format's own writer.
    ///
    /// Names are written as they are, but for what JSON must escape; spaces fill the header up to a
    /// multiple of 8 bytes. Metadata is sorted, so that equal states make equal files.
    var bytes: [UInt8] {
        var items: [String] = []
        if !metadata.isEmpty {
            let texts = metadata.sorted { $0.key < $1.key }
                .map { "\(Self.quoted($0.key)):\(Self.quoted($0.value))" }
            items.append("\"__metadata__\":{\(texts.joined(separator: ","))}")
        }
        for entry in entries {
            let sizes = entry.shape.map(String.init).joined(separator: ",")
            items.append(
                "\(Self.quoted(entry.name)):{\"dtype\":\"\(entry.code)\",\"shape\":[\(sizes)],"
                    + "\"data_offsets\":[\(entry.range.lowerBound),\(entry.range.upperBound)]}")
        }
        var text = Array("{\(items.joined(separator: ","))}".utf8)
        let alignment = 8
        while text.count % alignment != 0 { text.append(UInt8(ascii: " ")) }
        return (0..<Self.lengthByteCount).map {
            UInt8(truncatingIfNeeded: text.count >> (8 * $0))
        } + text
    }

    /// `text` as a JSON string.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case "\u{8}": quoted += "\\b"
            case "\u{C}": quoted += "\\f"
            case "\0"..<" ":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
