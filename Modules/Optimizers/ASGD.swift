import Kernels
import RealModule

/// Gradient descent whose iterates are averaged as well: with g the gradient plus weight decay and
/// η = lr / (1 + λ lr (t − 1))^α, x ← x (1 − λ η) − η g at step t; `ax` is the mean of x from step
/// t₀ on. (PyTorch computes η at the end of a step for the next one, so that there a rate that is
/// set or scheduled counts one step late.)
///
/// Source: Polyak and Juditsky 1992, "Acceleration of stochastic approximation by averaging";
/// PyTorch 2.13, `torch.optim.ASGD`.
public final class ASGD: RuleOptimizer {
    /// Options, named as PyTorch's.
    public struct Options: ElementwiseOptions {
        /// The learning rate.
        public var lr: Double
        /// λ, the decay.
        public var lambd: Double
        /// α, the power with which the rate falls.
        public var alpha: Double
        /// t₀, the step from which on is averaged.
        public var t0: Double
        /// What times the parameter is added to the gradient.
        public var weightDecay: Double
        /// Whether the objective grows instead of shrinking.
        public var maximize: Bool

        public init(
            lr: Double = 1e-2, lambd: Double = 1e-4, alpha: Double = 0.75, t0: Double = 1e6,
            weightDecay: Double = 0, maximize: Bool = false
        ) {
            self.lr = lr
            self.lambd = lambd
            self.alpha = alpha
            self.t0 = t0
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
        _ parameters: some Sequence<Parameter>, lr: Double = 1e-2, lambd: Double = 1e-4,
        alpha: Double = 0.75, t0: Double = 1e6,
        weightDecay: Double = 0, maximize: Bool = false
    ) throws {
        engine = try OptimizerEngine(
            [ParameterGroup(parameters)],
            Options(
                lr: lr, lambd: lambd, alpha: alpha, t0: t0, weightDecay: weightDecay,
                maximize: maximize))
    }

    /// An optimizer of groups that differ in options.
    ///
    /// - Throws: ``TensorError`` as the other initialiser does.
    public init(_ groups: [ParameterGroup<Options>], _ defaults: Options = Options()) throws {
        engine = try OptimizerEngine(groups, defaults)
    }
}

extension ASGD.Options {
    public static let name = "ASGD"
    public static let stateNames = ["ax"]
    public static let fields: [OptionField<Self>] = [
        .number("lambd", \.lambd),
        .number("alpha", \.alpha),
        .number("t0", \.t0),
        .number("weight_decay", \.weightDecay),
        .flag("maximize", \.maximize),
    ]
    public static let kernel = Kernel<StepLoop>("asgd") { .portable(ASGDRule.self, $0) }

    public var keeps: [Bool] { [true] }

    public func validate() throws(TensorError) {
        try requireNonNegative(lambd, "lambd")
        try requireNonNegative(weightDecay, "weightDecay")
        try require(alpha.isFinite, "alpha", "a finite number", alpha)
        try require(t0.isFinite, "t0", "a finite number", t0)
    }

    public func kernelOptions(step: Int, lr: Double) -> [Double] {
        let eta = lr / Double.pow(1 + lambd * lr * Double(step - 1), alpha)
        let mu = step == 1 ? 1 : 1 / max(1, Double(step - 1) - t0)
        return [eta, lambd, mu, weightDecay, maximize ? 1 : 0]
    }
}

/// The arithmetic of ``ASGD``; options as `kernelOptions` lists them.
struct ASGDRule: StepRule {
    private let p: UnsafePointer<Double>

    init(_ options: UnsafePointer<Double>) { p = options }

    func step<T: Real & BinaryFloatingPoint>(_ x: T, _ gradient: T, _ state: inout (T, T, T)) -> T {
        var g = p[4] != 0 ? -gradient : gradient
        if p[3] != 0 { g += T(p[3]) * x }
        let next = x * T(1 - p[1] * p[0]) - T(p[0]) * g
        state.0 = p[2] != 1 ? state.0 + (next - state.0) * T(p[2]) : next
        return next
    }
}
