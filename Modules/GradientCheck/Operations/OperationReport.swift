/// What the check of an operation covered.
public struct OperationReport: Sendable, Encodable, CustomStringConvertible {
    /// The operation's name.
    public let name: String
    /// How many samples the operation has.
    public internal(set) var sampleCount = 0
    /// The largest relative difference between gradients and difference quotients; 0 where there
    /// are no gradients.
    public internal(set) var worstRelativeError = 0.0
    /// The same for second-order gradients.
    public internal(set) var worstSecondOrderError = 0.0
    /// Derivatives compared, of both orders.
    public internal(set) var entryCount = 0
    /// Gradient rules made wrong on purpose, two for each input that has a gradient.
    public internal(set) var mutationCount = 0
    /// Those that the samples saw.
    public internal(set) var mutationsCaught = 0

    init(name: String) { self.name = name }

    public var description: String {
        "\(name): \(sampleCount) samples, \(entryCount) derivatives, worst relative error "
            + "\(worstRelativeError.short(2)), second order \(worstSecondOrderError.short(2)), "
            + "\(mutationsCaught) of \(mutationCount) mutations caught"
    }
}
