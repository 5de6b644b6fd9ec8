import Kernels
import RealModule

/// Steps by the sign of a mean: with m a running mean of the gradient g, x ← x (1 − lr · λ), then
/// x ← x − lr · sign(β₁ m + (1 − β₁) g), and m ← β₂ m + (1 − β₂) g.
///
/// Source: Chen et al. 2023, "Symbolic discovery of optimization algorithms", algorithm 2.
public final class Lion: RuleOptimizer {
    /// Options, named as PyTorch's.
    public struct Options: ElementwiseOptions {
        /// The learning rate.
        public var lr: Double
        /// How much of m counts for a step, and stays.
        public var betas: (Double, Double)
        /// λ, the weight decay.
        public var weightDecay: Double
        /// Whether the objective grows instead of shrinking.
        public var maximize: Bool

        public init(
            lr: Double = 1e-4, betas: (Double, Double) = (0.9, 0.99), weightDecay: Double = 0,
            maximize: Bool = false
        ) {
            self.lr = lr
            self.betas = betas
            self.weightDecay = weightDecay
            self.maximize = maximize
        }
    }

    public let engine: OptimizerEngine<Options>

    /// An optimizer of parameters with the same options.
    ///
    /// - Throws: ``TensorError`` when there is no parameter, one appears twice, or an option is out
    ///   of range.
    public init(
        _ parameters: some Sequence<Parameter>, lr: Double = 1e-4,
        betas: (Double, Double) = (0.9, 0.99), weightDecay: Double = 0,
        maximize: Bool = false
    ) throws {
        engine = try OptimizerEngine(
            [ParameterGroup(parameters)],
            Options(lr: lr, betas: betas, weightDecay: weightDecay, maximize: maximize))
    }

    /// An optimizer of groups that differ in options.
    ///
    /// - Throws: ``TensorError`` as the other initialiser does.
    public init(_ groups: [ParameterGroup<Options>], _ defaults: Options = Options()) throws {
        engine = try OptimizerEngine(groups, defaults)
    }
}

extension Lion.Options {
    public static let name = "Lion"
    public static let stateNames = ["exp_avg"]
    public static let fields: [OptionField<Self>] = [
        .number("beta1", \.betas.0),
        .number("beta2", \.betas.1),
        .number("weight_decay", \.weightDecay),
        .flag("maximize", \.maximize),
    ]
    public static let kernel = Kernel<StepLoop>("lion") { .portable(LionRule.self, $0) }

    public var keeps: [Bool] { [true] }

    public func validate() throws(TensorError) {
        try requireNonNegative(weightDecay, "weightDecay")
        try requireFraction(betas.0, "betas.0")
        try requireFraction(betas.1, "betas.1")
    }

    public func kernelOptions(step: Int, lr: Double) -> [Double] {
        [lr, betas.0, betas.1, weightDecay, maximize ? 1 : 0]
    }
}

/// The arithmetic of ``Lion``; options as `kernelOptions` lists them.
struct LionRule: StepRule {
    private let p: UnsafePointer<Double>

    init(_ options: UnsafePointer<Double>) { p = options }

    func step<T: Real & BinaryFloatingPoint>(_ x: T, _ gradient: T, _ state: inout (T, T, T)) -> T {
        let g = p[4] != 0 ? -gradient : gradient
        let u = state.0 * T(p[1]) + g * T(1 - p[1])
        state.0 = state.0 * T(p[2]) + g * T(1 - p[2])
        // As torch.sign has it, that of NaN is 0.
        let sign: T = u > 0 ? 1 : u < 0 ? -1 : 0
        return x * T(1 - p[0] * p[3]) - T(p[0]) * sign
    }
}
