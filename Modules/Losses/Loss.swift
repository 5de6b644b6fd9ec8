/// A measure of how far predictions are from targets.
public protocol Loss: Sendable, SendableMetatype {
    /// The name in specifications and reports.
    static var lossName: String { get }
    /// The loss of predictions, given what they should have been.
    func callAsFunction(_ prediction: Tensor, _ target: Tensor) throws -> Tensor
    /// Predictions and targets that the check of the loss probes; found for a ``ReducingLoss``.
    static var samples: [LossSample<Self>] { get throws }
}

extension Tensor {
    /// This tensor of losses as `reduction` has it.
    func reduced(_ reduction: Reduction) -> Tensor {
        switch reduction {
        case .none: self
        case .mean: mean()
        case .sum: sum()
        }
    }
}
