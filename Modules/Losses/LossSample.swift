/// A loss with inputs, for the check of its contract.
public struct LossSample<L: LossFunction>: Sendable {
    /// What the sample is about, for reports.
    public let label: String
    /// Makes the loss with a reduction, for inputs of a type.
    public let make: @Sendable (Reduction, DType) throws -> L
    /// The inputs: `float64`, of which gradients are checked, away from points without a derivative;
    /// or integers.
    public let inputs: L.Inputs
    /// The axis of each input that goes through the batch.
    public let batchDims: [Int]
    /// What the mean divides the sum by; nil is the number of losses, as without weights.
    public let divisor: Double?

    /// A loss with inputs.
    ///
    /// - Parameters:
    ///   - batchDims: The axis of each input that goes through the batch; nil is the first of all.
    ///   - divisor: What the mean divides the sum by, where it is not the number of losses.
    ///   - make: Makes the loss with a reduction, for inputs of a type, which weights may need to
    ///     know.
    public init(
        _ label: String, inputs: L.Inputs, batchDims: [Int]? = nil, divisor: Double? = nil,
        _ make: @escaping @Sendable (Reduction, DType) throws -> L
    ) {
        self.label = label
        self.make = make
        self.inputs = inputs
        self.batchDims = batchDims ?? Array(repeating: 0, count: inputs.arity)
        self.divisor = divisor
    }
}

extension LossSample where L: Loss {
    /// Predictions.
    public var prediction: Tensor { inputs.first }
    /// What they should be.
    public var target: Tensor { inputs.second }

    /// A loss with predictions and targets.
    ///
    /// - Parameters:
    ///   - divisor: What the mean divides the sum by, where it is not the number of losses.
    ///   - make: Makes the loss with a reduction, for predictions of a type, which weights may need
    ///     to know.
    public init(
        _ label: String, prediction: Tensor, target: Tensor, divisor: Double? = nil,
        _ make: @escaping @Sendable (Reduction, DType) throws -> L
    ) {
        self.init(label, inputs: Pair(prediction, target), divisor: divisor, make)
    }
}

extension LossFunction {
    public static var samples: [LossSample<Self>] {
        get throws {
            throw TensorError(
                .value, lossName, expected: "samples", got: "none",
                hint: "Declare `static var samples`, or conform to ReducingLoss.")
        }
    }
}

/// A loss of real predictions and targets of one shape that has a reduction and no option that must
/// be given: its samples are found.
public protocol ReducingLoss: Loss {
    init(reduction: Reduction)
}

extension ReducingLoss {
    public static var samples: [LossSample<Self>] {
        get throws {
            try ([[4, 3], [5]] as [Shape]).enumerated().map { index, shape in
                // No two numbers are equal: many losses have a kink there.
                LossSample(
                    "\(shape)", prediction: try Samples.values(shape, in: -2...2, seed: index),
                    target: try Samples.values(shape, in: -2...2, seed: index + 40)
                ) { reduction, _ in Self(reduction: reduction) }
            }
        }
    }
}
