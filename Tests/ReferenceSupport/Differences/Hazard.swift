/// One row of the hazards: numbers out of the ordinary, and what holds the library's results to
/// PyTorch's.
package struct Hazard: Sendable {
    /// What is computed of what.
    package let text: String
    /// What holds it.
    package let proof: Proof

    /// What holds a row.
    package enum Proof: Sendable {
        /// Cases of a fixture whose labels begin so.
        case fixture(Fixtures.Folder, String, String)
        /// A deliberate difference.
        case difference(String)
        /// The library has nothing of that name.
        case absent(String)
        /// A check in the program.
        case check(@Sendable () throws -> Bool)
    }

    init(_ text: String, _ proof: Proof) {
        self.text = text
        self.proof = proof
    }

    /// All of them.
    package static let all: [Hazard] = []
}

extension Hazard.Proof: CustomStringConvertible {
    package var description: String {
        switch self {
        case .fixture(let folder, let subject, let label): "\(folder.rawValue)/\(subject): \(label)"
        case .difference(let name): "difference: \(name)"
        case .absent(let name): "no \(name) in the library yet"
        case .check: "a test"
        }
    }
}
