import CPlatform
package import Runtime

/// The program and the libraries in memory, as backtraces need to know them.
///
/// The Swift runtime finds them by reading what the process has mapped from files. Another thread
/// that unmaps a file meanwhile, as the C library does with a locale, ends the process. So on Linux
/// they are asked of the loader, and given to the runtime in the form in which it stores a map.
package enum ProgramImages {
    /// The map; nil when the runtime does not understand it, as one of another version may.
    package static func map() -> ImageMap? {
        #if os(Linux)
            let images = loaded()
            guard let map = try? ImageMap(from: TextDecoder(text: text(of: images))),
                map.map(\.path) == images.map(\.path)
            else { return nil }
            return map
        #else
            return ImageMap.capture()
        #endif
    }

    private struct Image {
        let base: UInt64
        let endOfText: UInt64
        let path: String
    }

    private final class Gathered { var images: [Image] = [] }

    /// In the order of their addresses.
    private static func loaded() -> [Image] {
        let gathered = Gathered()
        lak_each_image(
            { image, context in
                Unmanaged<Gathered>.fromOpaque(context).takeUnretainedValue().images.append(
                    Image(
                        base: UInt64(image.pointee.base),
                        endOfText: UInt64(image.pointee.end_of_text),
                        path: String(cString: image.pointee.path)))
            }, Unmanaged.passUnretained(gathered).toOpaque())
        return gathered.images.sorted { $0.base < $1.base }
    }

    /// The map as text: bytes in base 64.
    ///
    /// | bytes | what |
    /// |---|---|
    /// | 1 | version 0 in the upper bits, 2 in the lower ones for addresses of 8 bytes |
    /// | n + 1 | the platform's name after its length |
    /// | 1… | how many images, seven bits a byte, the upper bit set in all but the last |
    ///
    /// and for each image
    ///
    /// | bytes | what |
    /// |---|---|
    /// | 1 | sizes of address and offset, less 1, in bits 3–5 and 0–2 |
    /// | 8, 8 | the address, and how far it is to the end of the code; the high byte first |
    /// | 1 | 0: no build identifier |
    /// | … | the path in pieces of less than 64 bytes after their lengths; 0 ends it |
    ///
    /// Source: Swift 6.3, stdlib/public/RuntimeModule/CompactImageMap.swift.
    private static func text(of images: [Image]) -> String {
        var bytes: [UInt8] = [2, 5] + Array("Linux".utf8)
        bytes += [UInt8(images.count >> 7 & 0x7F) | 0x80, UInt8(images.count & 0x7F)]
        for image in images {
            bytes += [7 << 3 | 7] + bigEndian(image.base)
            bytes += bigEndian(image.endOfText - image.base) + [0]
            var path = Array(image.path.utf8)[...]
            while !path.isEmpty {
                let piece = path.prefix(63)
                bytes += [UInt8(piece.count)] + piece
                path = path.dropFirst(63)
            }
            bytes.append(0)
        }
        return base64(bytes)
    }

    private static func bigEndian(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    }

    /// Without what fills up the last four letters.
    private static func base64(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for letter in 0...group.count { text.append(letters[bits >> (18 - 6 * letter) & 63]) }
        }
        return text
    }
}

/// Gives a text to a type that decodes itself from one, and nothing else.
private struct TextDecoder: Decoder, SingleValueDecodingContainer {
    let text: String
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    struct IsText: Error {}

    func singleValueContainer() -> any SingleValueDecodingContainer { self }
    func container<Key>(keyedBy _: Key.Type) throws -> KeyedDecodingContainer<Key> {
        throw IsText()
    }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw IsText() }

    func decodeNil() -> Bool { false }
    func decode(_: String.Type) -> String { text }
    func decode(_: Bool.Type) throws -> Bool { throw IsText() }
    func decode(_: Double.Type) throws -> Double { throw IsText() }
    func decode(_: Float.Type) throws -> Float { throw IsText() }
    func decode(_: Int.Type) throws -> Int { throw IsText() }
    func decode(_: Int8.Type) throws -> Int8 { throw IsText() }
    func decode(_: Int16.Type) throws -> Int16 { throw IsText() }
    func decode(_: Int32.Type) throws -> Int32 { throw IsText() }
    func decode(_: Int64.Type) throws -> Int64 { throw IsText() }
    func decode(_: UInt.Type) throws -> UInt { throw IsText() }
    func decode(_: UInt8.Type) throws -> UInt8 { throw IsText() }
    func decode(_: UInt16.Type) throws -> UInt16 { throw IsText() }
    func decode(_: UInt32.Type) throws -> UInt32 { throw IsText() }
    func decode(_: UInt64.Type) throws -> UInt64 { throw IsText() }
    func decode<T: Decodable>(_: T.Type) throws -> T { throw IsText() }
}
