/// A value in a model specification: what JSON can say.
public enum SpecificationValue: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A whole number that fits an `Int`.
    case integer(Int)
    /// Any other number.
    case number(Double)
    /// A string.
    case text(String)
    /// An array.
    case list([SpecificationValue])
    /// An object.
    case options([String: SpecificationValue])
}

extension SpecificationValue: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Int.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let values = try? container.decode([SpecificationValue].self) {
            self = .list(values)
        } else {
            self = .options(try container.decode([String: SpecificationValue].self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .boolean(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .list(let values): try container.encode(values)
        case .options(let values): try container.encode(values)
        }
    }
}

extension SpecificationValue: CustomStringConvertible {
    /// The value as errors print it, much as JSON would.
    public var description: String {
        switch self {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .text(let value): "\"\(value)\""
        case .list(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
        case .options(let values):
            "{" + values.keys.sorted().map { "\"\($0)\": …" }.joined(separator: ", ") + "}"
        }
    }

    /// What lies at the end of a path of keys and positions.
    func value(at path: some Sequence<any CodingKey>) -> SpecificationValue? {
        var value = self
        for key in path {
            switch value {
            case .options(let options):
                guard let next = options[key.stringValue] else { return nil }
                value = next
            case .list(let values):
                guard let index = key.intValue, values.indices.contains(index) else { return nil }
                value = values[index]
            default: return nil
            }
        }
        return value
    }
}
