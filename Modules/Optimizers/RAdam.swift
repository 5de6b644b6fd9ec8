import Kernels
import RealModule

/// ``Adam`` that waits with the quotient until the mean square has a variance: with g the gradient
/// plus weight decay, m and v running means of g and g², ρ∞ = 2 / (1 − β₂) − 1 and ρ = ρ∞ − 2t β₂ᵗ
/// / (1 − β₂ᵗ), x ← x − lr · m / (1 − β₁ᵗ), and where ρ > 5 times r √(1 − β₂ᵗ) / (√v + ε) with r² =
/// (ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ).
///
/// Source: Liu et al. 2020, "On the variance of the adaptive learning rate", algorithm 2; PyTorch
/// 2.13, `torch.optim.RAdam`, for 5 in place of 4.
public final class RAdam: RuleOptimizer {
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
        /// Whether the parameter shrinks by lr · weightDecay instead.
        public var decoupledWeightDecay: Bool
        /// Whether the objective grows instead of shrinking.
        public var maximize: Bool

        public init(
            lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8,
            weightDecay: Double = 0, decoupledWeightDecay: Bool = false, maximize: Bool = false
        ) {
            self.lr = lr
            self.betas = betas
            self.eps = eps
            self.weightDecay = weightDecay
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
        betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8,
        weightDecay: Double = 0, decoupledWeightDecay: Bool = false, maximize: Bool = false
    ) throws {
        engine = try OptimizerEngine(
            [ParameterGroup(parameters)],
            Options(
                lr: lr, betas: betas, eps: eps, weightDecay: weightDecay,
                decoupledWeightDecay: decoupledWeightDecay, maximize: maximize))
    }

    /// An optimizer of groups that differ in options.
    ///
    /// - Throws: ``TensorError`` as the other initialiser does.
    public init(_ groups: [ParameterGroup<Options>], _ defaults: Options = Options()) throws {
        engine = try OptimizerEngine(groups, defaults)
    }
}

extension RAdam.Options {
    public static let name = "RAdam"
    public static let stateNames = ["exp_avg", "exp_avg_sq"]
    public static let fields: [OptionField<Self>] = [
        .number("beta1", \.betas.0),
        .number("beta2", \.betas.1),
        .number("eps", \.eps),
        .number("weight_decay", \.weightDecay),
        .flag("decoupled_weight_decay", \.decoupledWeightDecay),
        .flag("maximize", \.maximize),
    ]
    public static let kernel = Kernel<StepLoop>("radam") { .portable(RAdamRule.self, $0) }

    public var keeps: [Bool] { [true, true] }

    public func validate() throws(TensorError) {
        try requireNonNegative(eps, "eps")
        try requireNonNegative(weightDecay, "weightDecay")
        try requireFraction(betas.0, "betas.0")
        try requireFraction(betas.1, "betas.1")
    }

    public func kernelOptions(step: Int, lr: Double) -> [Double] {
        let rest = Double.pow(betas.1, step)
        let limit = 2 / (1 - betas.1) - 1
        let rho = limit - 2 * Double(step) * rest / (1 - rest)
        let rectified =
            rho > 5
            ? ((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho)).squareRoot()
                * (1 - rest).squareRoot()
            : 0
        return [
            lr, betas.0, betas.1, eps, weightDecay, decoupledWeightDecay ? 1 : 0,
            maximize ? 1 : 0, 1 - Double.pow(betas.0, step), rho > 5 ? 1 : 0, rectified,
        ]
    }
}

/// The arithmetic of ``RAdam``; options as `kernelOptions` lists them.
struct RAdamRule: StepRule {
    private let p: UnsafePointer<Double>

    init(_ options: UnsafePointer<Double>) { p = options }

    func step<T: Real & BinaryFloatingPoint>(_ x: T, _ gradient: T, _ state: inout (T, T, T)) -> T {
        var x = x
        var g = p[6] != 0 ? -gradient : gradient
        if p[5] != 0 { x *= T(1 - p[0] * p[4]) } else if p[4] != 0 { g += T(p[4]) * x }
        state.0 = lerp(state.0, g, 1 - p[1])
        state.1 = state.1 * T(p[2]) + T(1 - p[2]) * g * g
        let step = T(p[0]) * (state.0 / T(p[7]))
        return p[8] != 0 ? x - step * T(p[9]) / (state.1.squareRoot() + T(p[3])) : x - step
    }
}
