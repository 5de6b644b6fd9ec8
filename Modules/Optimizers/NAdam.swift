import Kernels
import RealModule

/// ``Adam`` with Nesterov's look-ahead: with g the gradient plus weight decay, m and v running
/// means of g and g², momenta μₜ = β₁ (1 − 0.96^(ψt) / 2) and their product Πₜ, x ← x − lr ((1 −
/// μₜ) / (1 − Πₜ) · g + μₜ₊₁ / (1 − Πₜ₊₁) · m) / (√(v / (1 − β₂ᵗ)) + ε).
///
/// Source: Dozat 2016, "Incorporating Nesterov momentum into Adam"; PyTorch 2.13,
/// `torch.optim.NAdam`.
public final class NAdam: RuleOptimizer {
    /// Options, named as PyTorch's.
    public struct Options: ElementwiseOptions {
        /// The learning rate.
        public var lr: Double
        /// How much of m and v stays at each step.
        public var betas: (Double, Double)
        /// ε, which keeps the quotient finite.
        public var eps: Double
        /// What times the parameter is added to the gradient.
        public var weightDecay: Double
        /// ψ, how fast the momenta approach β₁.
        public var momentumDecay: Double
        /// Whether the parameter shrinks by lr · weightDecay instead.
        public var decoupledWeightDecay: Bool
        /// Whether the objective grows instead of shrinking.
        public var maximize: Bool

        public init(
            lr: Double = 2e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8,
            weightDecay: Double = 0, momentumDecay: Double = 4e-3,
            decoupledWeightDecay: Bool = false, maximize: Bool = false
        ) {
            self.lr = lr
            self.betas = betas
            self.eps = eps
            self.weightDecay = weightDecay
            self.momentumDecay = momentumDecay
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
        _ parameters: some Sequence<Parameter>, lr: Double = 2e-3,
        betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8,
        weightDecay: Double = 0, momentumDecay: Double = 4e-3, decoupledWeightDecay: Bool = false,
        maximize: Bool = false
    ) throws {
        engine = try OptimizerEngine(
            [ParameterGroup(parameters)],
            Options(
                lr: lr, betas: betas, eps: eps, weightDecay: weightDecay,
                momentumDecay: momentumDecay, decoupledWeightDecay: decoupledWeightDecay,
                maximize: maximize))
    }

    /// An optimizer of groups that differ in options.
    ///
    /// - Throws: ``TensorError`` as the other initialiser does.
    public init(_ groups: [ParameterGroup<Options>], _ defaults: Options = Options()) throws {
        engine = try OptimizerEngine(groups, defaults)
    }
}

extension NAdam.Options {
    public static let name = "NAdam"
    public static let stateNames = ["exp_avg", "exp_avg_sq"]
    public static let fields: [OptionField<Self>] = [
        .number("beta1", \.betas.0),
        .number("beta2", \.betas.1),
        .number("eps", \.eps),
        .number("weight_decay", \.weightDecay),
        .number("momentum_decay", \.momentumDecay),
        .flag("decoupled_weight_decay", \.decoupledWeightDecay),
        .flag("maximize", \.maximize),
    ]
    public static let kernel = Kernel<StepLoop>("nadam") { .portable(NAdamRule.self, $0) }

    public var keeps: [Bool] { [true, true] }

    public func validate() throws(TensorError) {
        try requireNonNegative(eps, "eps")
        try requireNonNegative(weightDecay, "weightDecay")
        try requireNonNegative(momentumDecay, "momentumDecay")
        try requireFraction(betas.0, "betas.0")
        try requireFraction(betas.1, "betas.1")
    }

    public func kernelOptions(step: Int, lr: Double) -> [Double] {
        let (mu, next) = (self.mu(step), self.mu(step + 1))
        let product = product(step)
        return [
            lr, betas.0, betas.1, eps, weightDecay, decoupledWeightDecay ? 1 : 0,
            maximize ? 1 : 0, lr * (1 - mu) / (1 - product), lr * next / (1 - product * next),
            1 - Double.pow(betas.1, step),
        ]
    }

    /// The momentum of a step.
    private func mu(_ step: Int) -> Double {
        betas.0 * (1 - 0.5 * Double.pow(0.96, Double(step) * momentumDecay))
    }

    /// The product of the momenta up to a step, as far as 1 minus it can tell.
    private func product(_ step: Int) -> Double {
        var product = 1.0
        var earlier = 1
        while earlier <= step, 1 - product < 1 {
            product *= mu(earlier)
            earlier += 1
        }
        return product
    }
}

/// The arithmetic of ``NAdam``; options as `kernelOptions` lists them.
struct NAdamRule: StepRule {
    private let p: UnsafePointer<Double>

    init(_ options: UnsafePointer<Double>) { p = options }

    func step<T: Real & BinaryFloatingPoint>(_ x: T, _ gradient: T, _ state: inout (T, T, T)) -> T {
        var x = x
        var g = p[6] != 0 ? -gradient : gradient
        if p[5] != 0 { x *= T(1 - p[0] * p[4]) } else if p[4] != 0 { g += T(p[4]) * x }
        state.0 = lerp(state.0, g, 1 - p[1])
        state.1 = state.1 * T(p[2]) + T(1 - p[2]) * g * g
        let denominator = (state.1 / T(p[9])).squareRoot() + T(p[3])
        x -= T(p[7]) * g / denominator
        return x - T(p[8]) * state.0 / denominator
    }
}
