import Kernels
import RealModule

/// ``Adam`` with the largest gradient in place of the mean square: with g the gradient plus weight
/// decay, m a running mean of g and u ← max(β₂ u, |g| + ε), x ← x − lr / (1 − β₁ᵗ) · m / u.
///
/// Source: Kingma and Ba 2015, "Adam", algorithm 2.
public final class Adamax: RuleOptimizer {
    /// Options, named as PyTorch's.
    public struct Options: ElementwiseOptions {
        /// The learning rate.
        public var lr: Double
        /// How much of m and u stays at each step.
        public var betas: (Double, Double)
        /// ε, which keeps the quotient finite.
        public var eps: Double
        /// What times the parameter is added to the gradient.
        public var weightDecay: Double
        /// Whether the objective grows instead of shrinking.
        public var maximize: Bool

        public init(
            lr: Double = 2e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8,
            weightDecay: Double = 0, maximize: Bool = false
        ) {
            self.lr = lr
            self.betas = betas
            self.eps = eps
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
        _ parameters: some Sequence<Parameter>, lr: Double = 2e-3,
        betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8,
        weightDecay: Double = 0, maximize: Bool = false
    ) throws {
        engine = try OptimizerEngine(
            [ParameterGroup(parameters)],
            Options(lr: lr, betas: betas, eps: eps, weightDecay: weightDecay, maximize: maximize))
    }

    /// An optimizer of groups that differ in options.
    ///
    /// - Throws: ``TensorError`` as the other initialiser does.
    public init(_ groups: [ParameterGroup<Options>], _ defaults: Options = Options()) throws {
        engine = try OptimizerEngine(groups, defaults)
    }
}

extension Adamax.Options {
    public static let name = "Adamax"
    public static let stateNames = ["exp_avg", "exp_inf"]
    public static let fields: [OptionField<Self>] = [
        .number("beta1", \.betas.0),
        .number("beta2", \.betas.1),
        .number("eps", \.eps),
        .number("weight_decay", \.weightDecay),
        .flag("maximize", \.maximize),
    ]
    public static let kernel = Kernel<StepLoop>("adamax") { .portable(AdamaxRule.self, $0) }

    public var keeps: [Bool] { [true, true] }

    public func validate() throws(TensorError) {
        try requireNonNegative(eps, "eps")
        try requireNonNegative(weightDecay, "weightDecay")
        try requireFraction(betas.0, "betas.0")
        try requireFraction(betas.1, "betas.1")
    }

    public func kernelOptions(step: Int, lr: Double) -> [Double] {
        [
            lr / (1 - Double.pow(betas.0, step)), betas.0, betas.1, eps, weightDecay,
            maximize ? 1 : 0,
        ]
    }
}

/// The arithmetic of ``Adamax``; options as `kernelOptions` lists them.
struct AdamaxRule: StepRule {
    private let p: UnsafePointer<Double>

    init(_ options: UnsafePointer<Double>) { p = options }

    func step<T: Real & BinaryFloatingPoint>(_ x: T, _ gradient: T, _ state: inout (T, T, T)) -> T {
        var g = p[5] != 0 ? -gradient : gradient
        if p[4] != 0 { g += T(p[4]) * x }
        state.0 = lerp(state.0, g, 1 - p[1])
        state.1 = larger(state.1 * T(p[2]), g.magnitude + T(p[3]))
        return x - T(p[0]) * state.0 / state.1
    }
}
