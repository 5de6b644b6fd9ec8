/// What the check of a contract covered: that of a layer, a loss, an optimizer, a scheduler or a
/// format.
public struct ContractReport: Sendable, Encodable {
    /// What the name names: `layer`.
    public let kind: String
    /// The name.
    public let name: String
    /// How many samples were probed.
    public package(set) var sampleCount = 0
    /// Derivatives compared with difference quotients, of both orders.
    public package(set) var entryCount = 0
    /// The largest relative difference between gradients and difference quotients; 0 where there
    /// are none.
    public package(set) var worstRelativeError = 0.0
    /// The same for second-order gradients.
    public package(set) var worstSecondOrderError = 0.0
    /// Gradients taken to be wrong, by 1 % and by being 0.
    public package(set) var mutationCount = 0
    /// Those that the samples would have seen.
    public package(set) var mutationsCaught = 0

    package init(kind: String, name: String) {
        self.kind = kind
        self.name = name
    }
}

extension ContractReport: CustomStringConvertible {
    public var description: String {
        var text = "\(kind) \(name): \(sampleCount) samples"
        if entryCount > 0 {
            text +=
                ", \(entryCount) derivatives, worst relative error \(worstRelativeError.short(2)), "
                + "second order \(worstSecondOrderError.short(2)), \(mutationsCaught) of "
                + "\(mutationCount) mutations caught"
        }
        return text
    }
}
