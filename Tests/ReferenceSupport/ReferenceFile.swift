import TensorCore

/// What PyTorch gave for one subject: an operation, a layer, a loss, an optimizer.
///
/// Written by tools/fixtures; recording.py says how arrays are named.
package struct ReferenceFile: Sendable {
    /// The subject, as the file is named.
    package let subject: String
    /// Which units errors are counted in.
    package let measures: [Quantity: Measure]
    /// The cases, in the file's order.
    package let cases: [ReferenceCase]
    /// The arrays that belong to no case, such as gradients that all cases share.
    package let shared: [String: Tensor]

    package init(_ subject: String, _ arrays: StateDictionary) throws {
        self.subject = subject
        var names: [String] = []
        var tensors: [String: [String: Tensor]] = [:]
        var shared: [String: Tensor] = [:]
        for (key, tensor) in arrays {
            guard let slash = key.lastIndex(of: "/") else {
                shared[key] = tensor
                continue
            }
            let name = String(key[..<slash])
            if tensors[name] == nil { names.append(name) }
            tensors[name, default: [:]][String(key[key.index(after: slash)...])] = tensor
        }
        cases = try names.map { try ReferenceCase(subject, $0, tensors[$0] ?? [:]) }
        self.shared = shared
        measures = try Self.measures(shared["measure"]?.text ?? "")
        guard shared["provenance"] != nil, !cases.isEmpty else {
            throw ReferenceError("\(subject): the fixture holds no provenance or no case")
        }
    }

    /// `value=element gradient=largest …`; without, the largest element counts.
    private static func measures(_ text: String) throws -> [Quantity: Measure] {
        var result: [Quantity: Measure] = [:]
        for part in text.split(separator: " ") {
            let pair = part.split(separator: "=").map(String.init)
            guard let quantity = Quantity(rawValue: pair[0]), pair.count == 2,
                let measure = Measure(rawValue: pair[1])
            else { throw ReferenceError("\"\(part)\" is no measure") }
            result[quantity] = measure
        }
        return result
    }

    /// The measure of a quantity.
    package subscript(_ quantity: Quantity) -> Measure { measures[quantity] ?? .largest }
}

/// A fixture is not as its generator writes it.
package struct ReferenceError: Error, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}

extension Tensor {
    /// The text that an array of UTF-8 bytes holds.
    package var text: String { String(decoding: toArray(as: UInt8.self), as: UTF8.self) }
}
