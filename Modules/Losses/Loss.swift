/// A measure of how wrong a model is, as a function of tensors: most take a prediction and a target
/// and are a ``Loss``; others take a ``Triple`` or an array.
///
/// The registry, the check of losses and commands know any loss by this. A package adds one of three
/// tensors so:
/// ```swift
/// struct MidpointLoss: LossFunction {
///     static let lossName = "my.Midpoint"
///     static let inputNames = ["one end", "the other end", "the target"]
///     let reduction: Reduction
///
///     func callAsFunction(_ inputs: Triple) throws -> Tensor {
///         try mseLoss((inputs.first + inputs.second) / 2, inputs.third, reduction: reduction)
///     }
///
///     static var samples: [LossSample<MidpointLoss>] {
///         get throws {
///             let ends = try (0..<3).map { try Samples.values([4, 3], in: -2...2, seed: $0) }
///             return [
///                 LossSample("rows", inputs: Triple(ends[0], ends[1], ends[2])) { reduction, _ in
///                     MidpointLoss(reduction: reduction)
///                 }
///             ]
///         }
///     }
/// }
/// ```
public protocol LossFunction: Sendable, SendableMetatype {
    /// ``Pair``, ``Triple`` or `[Tensor]`.
    associatedtype Inputs: TensorPack
    /// The name in specifications and reports.
    static var lossName: String { get }
    /// What each of the inputs is, for reports: `the anchor`.
    static var inputNames: [String] { get }
    /// The loss of its inputs.
    func callAsFunction(_ inputs: Inputs) throws -> Tensor
    /// Inputs that the check of the loss probes; found for a ``ReducingLoss``.
    static var samples: [LossSample<Self>] { get throws }
}

/// A measure of how far predictions are from targets.
public protocol Loss: LossFunction where Inputs == Pair {
    /// The loss of predictions, given what they should have been.
    func callAsFunction(_ prediction: Tensor, _ target: Tensor) throws -> Tensor
}

extension Loss {
    public static var inputNames: [String] { ["the prediction", "the target"] }

    public func callAsFunction(_ inputs: Pair) throws -> Tensor {
        try self(inputs.first, inputs.second)
    }
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
