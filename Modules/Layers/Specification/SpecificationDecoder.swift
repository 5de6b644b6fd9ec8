/// Reads options out of a specification and notes which keys were asked for: a key that nobody asks
/// for is a typing error.
///
/// Numbers are converted only where nothing is lost, and strings and flags never.
final class SpecificationDecoder: Decoder {
    /// A key in an object, or a position in a list.
    struct Key: CodingKey {
        let stringValue: String
        let intValue: Int?

        init(stringValue: String) {
            self.stringValue = stringValue
            intValue = nil
        }

        init(intValue: Int) {
            stringValue = "\(intValue)"
            self.intValue = intValue
        }
    }

    let value: SpecificationValue
    let codingPath: [any CodingKey]
    let userInfo: [CodingUserInfoKey: Any] = [:]
    /// The keys asked for, in order of the alphabet.
    var knownKeys: [String] { asked.sorted() }

    private var asked: Set<String> = []
    private var takesAll = false
    private var parts: [SpecificationDecoder] = []

    init(_ value: SpecificationValue, at path: [any CodingKey] = []) {
        self.value = value
        codingPath = path
    }

    /// A key that nobody asked for, and those that were asked for beside it.
    var unknownKey: (key: String, known: [String])? {
        if case .options(let options) = value, !takesAll {
            if let key = options.keys.sorted().first(where: { !asked.contains($0) }) {
                return (key, knownKeys)
            }
        }
        return parts.lazy.compactMap(\.unknownKey).first
    }

    func container<K: CodingKey>(keyedBy _: K.Type) throws -> KeyedDecodingContainer<K> {
        guard case .options(let options) = value else { throw mismatch("an object", as: K.self) }
        return KeyedDecodingContainer(OptionsContainer<K>(decoder: self, options: options))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .list(let values) = value else { throw mismatch("a list", as: [Any].self) }
        return ListContainer(decoder: self, values: values)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    /// Notes that a key is known.
    func ask(_ key: String) { asked.insert(key) }

    /// Notes that any key is.
    func askAll() { takesAll = true }

    /// A decoder of a part of the value.
    func part(_ value: SpecificationValue, at key: any CodingKey) -> SpecificationDecoder {
        let part = SpecificationDecoder(value, at: codingPath + [key])
        parts.append(part)
        return part
    }

    /// The error for a value of another type.
    func mismatch(_ expected: String, as type: Any.Type) -> DecodingError {
        .typeMismatch(type, .init(codingPath: codingPath, debugDescription: expected))
    }
}

extension SpecificationDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { value == .null }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        if type is SpecificationValue.Type { askAll() }
        if let whole = value as? T { return whole }
        if let scalar = try scalar(type) { return scalar }
        return try T(from: self)
    }

    /// The value as a flag, string or number; nil when T is none of these.
    private func scalar<T>(_ type: T.Type) throws -> T? {
        switch type {
        case is Bool.Type:
            guard case .boolean(let flag) = value else { throw mismatch("true or false", as: type) }
            return flag as? T
        case is String.Type:
            guard case .text(let text) = value else { throw mismatch("a string", as: type) }
            return text as? T
        case let integer as any FixedWidthInteger.Type:
            guard case .integer(let number) = value, let exact = convert(number, to: integer) as? T
            else { throw mismatch("a whole number", as: type) }
            return exact
        case let floating as any BinaryFloatingPoint.Type:
            switch value {
            case .integer(let number): return convert(Double(number), to: floating) as? T
            case .number(let number): return convert(number, to: floating) as? T
            default: throw mismatch("a number", as: type)
            }
        default: return nil
        }
    }

    private func convert<I: FixedWidthInteger>(_ number: Int, to _: I.Type) -> I? {
        I(exactly: number)
    }

    private func convert<F: BinaryFloatingPoint>(_ number: Double, to _: F.Type) -> F { F(number) }
}

/// The keys of an object.
private struct OptionsContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: SpecificationDecoder
    let options: [String: SpecificationValue]

    var codingPath: [any CodingKey] { decoder.codingPath }

    var allKeys: [Key] {
        decoder.askAll()
        return options.keys.sorted().compactMap { Key(stringValue: $0) }
    }

    func contains(_ key: Key) -> Bool {
        decoder.ask(key.stringValue)
        return options[key.stringValue] != nil
    }

    func decodeNil(forKey key: Key) throws -> Bool { try value(key) == .null }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try part(key).decode(type)
    }

    func nestedContainer<K: CodingKey>(
        keyedBy type: K.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<K> { try part(key).container(keyedBy: type) }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try part(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder {
        decoder.askAll()
        return SpecificationDecoder(.options(options), at: codingPath)
    }

    func superDecoder(forKey key: Key) throws -> any Decoder { try part(key) }

    private func part(_ key: Key) throws -> SpecificationDecoder {
        decoder.part(try value(key), at: key)
    }

    private func value(_ key: Key) throws -> SpecificationValue {
        decoder.ask(key.stringValue)
        guard let value = options[key.stringValue] else {
            throw DecodingError.keyNotFound(
                key, .init(codingPath: codingPath, debugDescription: "the option is missing"))
        }
        return value
    }
}

/// The elements of a list.
private struct ListContainer: UnkeyedDecodingContainer {
    let decoder: SpecificationDecoder
    let values: [SpecificationValue]
    var currentIndex = 0

    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { values.count }
    var isAtEnd: Bool { currentIndex >= values.count }

    mutating func decodeNil() throws -> Bool {
        guard try peek() == .null else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try next().decode(type) }

    mutating func nestedContainer<K: CodingKey>(
        keyedBy type: K.Type
    ) throws -> KeyedDecodingContainer<K> { try next().container(keyedBy: type) }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next().unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { try next() }

    private func peek() throws -> SpecificationValue {
        guard !isAtEnd else {
            throw DecodingError.valueNotFound(
                SpecificationValue.self,
                .init(
                    codingPath: codingPath, debugDescription: "more than \(values.count) elements"))
        }
        return values[currentIndex]
    }

    private mutating func next() throws -> SpecificationDecoder {
        let value = try peek()
        defer { currentIndex += 1 }
        return decoder.part(value, at: SpecificationDecoder.Key(intValue: currentIndex))
    }
}
