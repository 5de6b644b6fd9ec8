/// Numbers or calls out of the ordinary, and what holds the library's results there to PyTorch's.
package struct Hazard: Sendable {
    /// What is computed of what.
    package let text: String
    /// What holds it, all of these.
    package let proofs: [Proof]

    /// What holds a hazard's result.
    package enum Proof: Sendable {
        /// The cases of a fixture whose labels begin so.
        case fixture(Fixtures.Folder, String, String)
        /// A deliberate difference, by name.
        case difference(String)
        /// The library has no operation, layer or loss of that name. Whoever adds one adds the
        /// hazard to its fixture, and changes the row.
        case absent(String)
        /// A check in the program.
        case check(@Sendable () throws -> Bool)
    }

    init(_ text: String, _ proofs: Proof...) {
        self.text = text
        self.proofs = proofs
    }

    /// All of them.
    package static let all: [Hazard] = functions + reductions + networks + losses + engine
}

extension Hazard.Proof {
    /// The cases of an operation's fixture whose labels begin so.
    static func operation(_ name: String, _ label: String = "hazards") -> Hazard.Proof {
        .fixture(.operations, name, label)
    }

    /// The cases of the cross-entropy's fixture whose labels begin so.
    static func crossEntropy(_ label: String) -> Hazard.Proof {
        .fixture(.losses, "CrossEntropyLoss", label)
    }
}

extension Hazard.Proof: CustomStringConvertible {
    package var description: String {
        switch self {
        case .fixture(let folder, let subject, let label): "\(folder.rawValue)/\(subject): \(label)"
        case .difference(let name): "difference \(name)"
        case .absent(let name): "no \(name) in the library"
        case .check: "a check in the program"
        }
    }
}
