import Kernels
import RealModule

/// Adaptive moments: with g the gradient plus weight decay, m and v running means of g and g²,
/// both corrected for their start at 0, x ← x − lr · m / (√v + ε). With decoupled decay it is
/// ``AdamW``.
///
/// Source: Kingma and Ba 2015, "Adam", algorithm 1; AMSGrad: Reddi, Kale, Kumar 2018.
public final class Adam: RuleOptimizer {
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
        /// Whether weight decay comes before the step, apart from the gradient.
        public var decoupledWeightDecay: Bool
        /// Whether the objective grows instead of shrinking.
        public var maximize: Bool

        public init(
            lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8,
            weightDecay: Double = 0, amsgrad: Bool = false, decoupledWeightDecay: Bool = false,
            maximize: Bool = false
        ) {
            self.lr = lr
            self.betas = betas
            self.eps = eps
            self.weightDecay = weightDecay
            self.amsgrad = amsgrad
            self.decoupledWeightDecay = decoupledWeightDecay
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
        betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8, weightDecay: Double = 0,
        amsgrad: Bool = false, decoupledWeightDecay: Bool = false, maximize: Bool = false
    ) throws {
        engine = try OptimizerEngine(
            [ParameterGroup(parameters)],
            Options(
                lr: lr, betas: betas, eps: eps, weightDecay: weightDecay, amsgrad: amsgrad,
                decoupledWeightDecay: decoupledWeightDecay, maximize: maximize))
    }

    /// An optimizer of groups that differ in options.
    ///
    /// - Throws: ``TensorError`` as the other initialiser does.
    public init(_ groups: [ParameterGroup<Options>], _ defaults: Options = Options()) throws {
        engine = try OptimizerEngine(groups, defaults)
    }
}

extension Adam.Options {
    public static let name = "Adam"
    public static let stateNames = ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"]
    public static let fields: [OptionField<Self>] = [
        .number("beta1", \.betas.0),
        .number("beta2", \.betas.1),
        .number("eps", \.eps),
        .number("weight_decay", \.weightDecay),
        .flag("amsgrad", \.amsgrad),
        .flag("decoupled_weight_decay", \.decoupledWeightDecay),
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
            lr, betas.0, betas.1, eps, weightDecay, decoupledWeightDecay ? 1 : 0,
            maximize ? 1 : 0, 1 - Double.pow(betas.0, step), 1 - Double.pow(betas.1, step),
            amsgrad ? 1 : 0,
        ]
    }
}

/// The arithmetic of ``Adam`` and ``AdamW``; options as `kernelOptions` lists them.
struct AdamRule: StepRule {
    private let p: UnsafePointer<Double>

    init(_ options: UnsafePointer<Double>) { p = options }

    func step<T: Real & BinaryFloatingPoint>(_ x: T, _ gradient: T, _ state: inout (T, T, T)) -> T {
        var x = x
        var g = p[6] != 0 ? -gradient : gradient
        if p[5] != 0 { x *= T(1 - p[0] * p[4]) } else if p[4] != 0 { g += T(p[4]) * x }
        state.0 = lerp(state.0, g, 1 - p[1])
        state.1 = state.1 * T(p[2]) + T(1 - p[2]) * g * g
        var square = state.1
        if p[9] != 0 {
            state.2 = larger(state.2, state.1)
            square = state.2
        }
        let denominator = square.squareRoot() / T(p[8].squareRoot()) + T(p[3])
        return x - T(p[0] / p[7]) * state.0 / denominator
    }
}
