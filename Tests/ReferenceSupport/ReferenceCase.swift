import TensorCore

/// One case of a fixture: `numbers/float32 dim=1 keepdim=0`, and its arrays.
package struct ReferenceCase: Sendable {
    /// The subject and the case, for messages.
    package let name: String
    /// What the case is about.
    package let label: String
    /// The type of its numbers.
    package let dtype: DType
    /// The options that its name spells.
    package let options: CaseOptions
    private let tensors: [String: Tensor]

    init(_ subject: String, _ name: String, _ tensors: [String: Tensor]) throws {
        let halves = name.split(separator: "/", maxSplits: 1).map(String.init)
        var parts = halves.last?.split(separator: " ").map(String.init) ?? []
        guard halves.count == 2, !parts.isEmpty, let dtype = DType(name: parts.removeFirst()) else {
            throw ReferenceError("\(subject): \"\(name)\" is no name of a case")
        }
        self.name = "\(subject): \(name)"
        label = halves[0]
        self.dtype = dtype
        self.tensors = tensors
        options = try CaseOptions(self.name, parts)
    }

    /// An array of the case, nil when it has none of that name.
    package subscript(what: String) -> Tensor? { tensors[what] }

    /// An array that the case must have.
    package func required(_ what: String) throws -> Tensor {
        guard let tensor = tensors[what] else { throw ReferenceError("\(name) has no \(what)") }
        return tensor
    }

    /// The arrays `what0`, `what1`, …, by number.
    package func numbered(_ what: String) -> [(index: Int, tensor: Tensor)] {
        tensors.compactMap { name, tensor in
            guard name.hasPrefix(what), let index = Int(name.dropFirst(what.count)) else {
                return nil
            }
            return (index, tensor)
        }.sorted { $0.index < $1.index }
    }

    /// The arrays whose names begin with `prefix`, by the rest of the name, in order.
    package func named(_ prefix: String) -> [(name: String, tensor: Tensor)] {
        tensors.filter { $0.key.hasPrefix(prefix) }
            .map { (String($0.key.dropFirst(prefix.count)), $0.value) }.sorted { $0.0 < $1.0 }
    }
}

/// The options in a case's name: `dim=1 shape=2,3`.
package struct CaseOptions: Sendable {
    private let name: String
    private let values: [String: String]

    init(_ name: String, _ parts: [String]) throws {
        self.name = name
        var values: [String: String] = [:]
        for part in parts {
            let pair = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
            guard pair.count == 2 else { throw ReferenceError("\(name): \"\(part)\" is no option") }
            values[pair[0]] = pair[1]
        }
        self.values = values
    }

    /// An option as it is spelt, nil when it is not given.
    package func text(_ option: String) -> String? { values[option] }

    /// All options that are numbers.
    package var numbers: [String: Double] { values.compactMapValues { Double($0) } }

    /// A number; `fallback` when the option is not given.
    package func number(_ option: String, or fallback: Double? = nil) throws -> Double {
        try parse(option, fallback) { Double($0) }
    }

    /// Whether an option is given.
    package func has(_ option: String) -> Bool { values[option] != nil }

    /// A whole number.
    package func integer(_ option: String, or fallback: Int? = nil) throws -> Int {
        try parse(option, fallback) { Int($0) }
    }

    /// A flag, 0 or 1.
    package func flag(_ option: String, or fallback: Bool? = nil) throws -> Bool {
        try parse(option, fallback) { ["0": false, "1": true][$0] }
    }

    /// Whole numbers joined by commas, perhaps none.
    package func integers(_ option: String, or fallback: [Int]? = nil) throws -> [Int] {
        try parse(option, fallback) { text in
            let parts = text.split(separator: ",")
            let numbers = parts.compactMap { Int($0) }
            return numbers.count == parts.count ? numbers : nil
        }
    }

    private func parse<Value>(
        _ option: String, _ fallback: Value?, _ convert: (String) -> Value?
    ) throws -> Value {
        guard let text = values[option] else {
            if let fallback { return fallback }
            throw ReferenceError("\(name) lacks the option \(option)")
        }
        guard let value = convert(text) else {
            throw ReferenceError("\(name): the option \(option) cannot be \"\(text)\"")
        }
        return value
    }
}
