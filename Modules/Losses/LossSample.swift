/// A loss with predictions and targets, for the check of its contract.
public struct LossSample<L: Loss>: Sendable {
    /// What the sample is about, for reports.
    public let label: String
    /// Makes the loss with a reduction, for predictions of a type.
    public let make: @Sendable (Reduction, DType) throws -> L
    /// Predictions, in `float64`, away from points without a derivative.
    public let prediction: Tensor
    /// What they should be; gradients of floating-point ones are checked too.
    public let target: Tensor
    /// What the mean divides the sum by; nil is the number of losses, as without weights.
    public let divisor: Double?

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
        self.label = label
        self.make = make
        self.prediction = prediction
        self.target = target
        self.divisor = divisor
    }
}

extension Loss {
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
