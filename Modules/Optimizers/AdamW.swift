import Kernels
import RealModule

/// ``Adam`` with weight decay apart from the gradient: x ← x (1 − lr · λ) comes before the step.
///
/// Source: Loshchilov and Hutter 2019, "Decoupled weight decay regularization", algorithm 2.
public final class AdamW: RuleOptimizer {
    /// Options, named as PyTorch's.
    public struct Options: ElementwiseOptions {
        /// The learning rate.
        public var lr: Double
        /// How much of m and v stays at each step.
        public var betas: (Double, Double)
        /// ε, which keeps the quotient finite.
        public var eps: Double
        /// λ, the weight decay.
        public var weightDecay: Double
        /// Whether v is replaced by its largest value so far.
        public var amsgrad: Bool
        /// Whether the objective grows instead of shrinking.
        public var maximize: Bool

        public init(
            lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8,
            weightDecay: Double = 1e-2, amsgrad: Bool = false, maximize: Bool = false
        ) {
            self.lr = lr
            self.betas = betas
            self.eps = eps
            self.weightDecay = weightDecay
            self.amsgrad = amsgrad
            self.maximize = maximize
        }
    }

    public let engine: OptimizerEngine<Options>

    /// An optimizer of parameters with the same options.
    ///
    /// - Throws: ``TensorError`` when there is no parameter, one appears twice, or an option is out
    ///   of range.
    public init(
        _ parameters: some Sequence<Parameter>, lr: Double = 1e-3,
        betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 1e-2,
        amsgrad: Bool = false, maximize: Bool = false
    ) throws {
        engine = try OptimizerEngine(
            [ParameterGroup(parameters)],
            Options(
                lr: lr, betas: betas, eps: eps, weightDecay: weightDecay, amsgrad: amsgrad,
                maximize: maximize))
    }

    /// An optimizer of groups that differ in options.
    ///
    /// - Throws: ``TensorError`` as the other initialiser does.
    public init(_ groups: [ParameterGroup<Options>], _ defaults: Options = Options()) throws {
        engine = try OptimizerEngine(groups, defaults)
    }
}

extension AdamW.Options {
    public static let name = "AdamW"
    public static let stateNames = ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"]
    public static let fields: [OptionField<Self>] = [
        .number("beta1", \.betas.0),
        .number("beta2", \.betas.1),
        .number("eps", \.eps),
        .number("weight_decay", \.weightDecay),
        .flag("amsgrad", \.amsgrad),
        .flag("maximize", \.maximize),
    ]
    public static let kernel = Kernel<StepLoop>("adam") { .portable(AdamRule.self, $0) }

    public var keeps: [Bool] { [true, true, amsgrad] }

    public func validate() throws(TensorError) {
        try requireNonNegative(eps, "eps")
        try requireNonNegative(weightDecay, "weightDecay")
        try requireFraction(betas.0, "betas.0")
        try requireFraction(betas.1, "betas.1")
    }

    public func kernelOptions(step: Int, lr: Double) -> [Double] {
        [
            lr, betas.0, betas.1, eps, weightDecay, 1, maximize ? 1 : 0,
            1 - Double.pow(betas.0, step), 1 - Double.pow(betas.1, step), amsgrad ? 1 : 0,
        ]
    }
}
