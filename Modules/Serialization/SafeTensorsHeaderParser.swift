import TensorCore

/// Reads the JSON that is a `.safetensors` header, and no other JSON.
///
/// A general decoder would not do. Foundation's, and the format's own, take the last of two equal
/// keys, so one file could be two to two readers; they lose the order of the keys; they recurse
/// into nested brackets; and Foundation is not linked into this module. Here each of the levels that
/// a header has is one function, and the time is that of one pass over the bytes.
struct SafeTensorsHeaderParser {
    private var text: JSONText
    private let limits: ReadLimits
    private let site: ErrorSite

    static let metadataKey = "__metadata__"

    /// The tensors and the metadata that `bytes` spell.
    static func parse(
        _ bytes: [UInt8], limits: ReadLimits, site: ErrorSite
    ) throws -> ([SafeTensorsEntry], [String: String]) {
        var parser = Self(text: JSONText(bytes, site: site), limits: limits, site: site)
        return try parser.parse()
    }

    /// Throws unless `name` can be that of a tensor.
    static func check(name: String, maxBytes: Int, site: ErrorSite) throws {
        guard name != metadataKey, name.utf8.count <= maxBytes else {
            throw site.error(
                .invalidName,
                expected: "names of at most \(maxBytes) bytes, other than \(metadataKey)",
                got: name == metadataKey ? "this" : "one of \(name.utf8.count) bytes")
        }
    }

    private mutating func parse() throws -> ([SafeTensorsEntry], [String: String]) {
        guard text.startsWithBrace else { throw text.unexpected("'{' as the first byte") }
        var entries: [SafeTensorsEntry] = []
        var metadata: [String: String]?
        var names: Set<String> = []
        try text.forEachKey { text, key in
            let site = site.at(member: key)
            guard names.insert(key).inserted else {
                throw site.error(
                    .duplicateName, expected: "names that differ as Unicode text",
                    got: "two equal ones")
            }
            if key == Self.metadataKey {
                metadata = try Self.metadata(&text, site: site)
                return
            }
            guard entries.count < limits.maxMembers else {
                throw site.error(
                    .limitExceeded, expected: "at most \(limits.maxMembers) tensors", got: "more",
                    advice: "Raise ReadLimits.maxMembers if the file is to be trusted.")
            }
            try Self.check(name: key, maxBytes: limits.maxNameBytes, site: site)
            entries.append(try Self.entry(&text, name: key, site: site))
        }
        guard text.isAtEnd else { throw text.unexpected("nothing but spaces after the header") }
        return (entries, metadata ?? [:])
    }

    /// `{"key": "text", …}`
    private static func metadata(
        _ text: inout JSONText, site: ErrorSite
    ) throws -> [String: String] {
        var texts: [String: String] = [:]
        try text.forEachKey { text, key in
            guard texts.updateValue(try text.string(), forKey: key) == nil else {
                throw site.error(
                    .duplicateName, expected: "keys of metadata once each",
                    got: "another \(printable(key))")
            }
        }
        return texts
    }

    /// `{"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}`
    private static func entry(
        _ text: inout JSONText, name: String, site: ErrorSite
    ) throws -> SafeTensorsEntry {
        var dtype: DType?
        var shape: [Int]?
        var offsets: [Int]?
        try text.forEachKey { text, key in
            switch key {
            case "dtype" where dtype == nil: dtype = try Self.dtype(text.string(), site: site)
            case "shape" where shape == nil: shape = try text.sizes()
            case "data_offsets" where offsets == nil: offsets = try text.sizes()
            default:
                throw site.error(
                    .malformed, expected: "dtype, shape and data_offsets, once each",
                    got: "another \(printable(key))")
            }
        }
        guard let dtype, let shape, let offsets, offsets.count == 2 else {
            throw site.error(
                .malformed, expected: "dtype, shape, and data_offsets of two numbers",
                got: "others")
        }
        return try SafeTensorsEntry(
            name: name, dtype: dtype, shape: shape, offsets: (offsets[0], offsets[1]), site: site)
    }

    private static func dtype(_ code: String, site: ErrorSite) throws -> DType {
        guard let dtype = SafeTensorsEntry.dtype(of: code) else {
            throw site.error(
                .unsupportedDType,
                expected: "a dtype among BOOL, U8 to U64, I8 to I64, F16, BF16, F32 and F64",
                got: printable(code), advice: "Convert the tensor before saving it.")
        }
        return dtype
    }
}
