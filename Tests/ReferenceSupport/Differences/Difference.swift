/// One thing that this library does otherwise than PyTorch 2.13, on purpose.
package struct Difference: Sendable {
    /// A name, by which cases of fixtures refer to it.
    package let name: String
    /// What PyTorch does.
    package let theirs: String
    /// What this library does.
    package let ours: String
    /// Why.
    package let reason: String
    /// Whether this library does so.
    package let holds: @Sendable () throws -> Bool

    init(
        _ name: String, theirs: String, ours: String, because reason: String,
        _ holds: @escaping @Sendable () throws -> Bool
    ) {
        self.name = name
        self.theirs = theirs
        self.ours = ours
        self.reason = reason
        self.holds = holds
    }

    /// All of them.
    package static let all: [Difference] = refusals + acceptances + results

    /// The one of a name, nil when there is none.
    package static func named(_ name: String) -> Difference? { all.first { $0.name == name } }
}

/// Whether `body` throws.
func refuses(_ body: () throws -> Void) -> Bool {
    do { try body() } catch { return true }
    return false
}
