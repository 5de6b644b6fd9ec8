import Kernels
import RealModule

/// The gradient divided by a running mean of its size: with g the gradient plus weight decay and v
/// a running mean of g², x ← x − lr · g / (√v + ε); centered, v less the square of the mean of g;
/// with momentum, the quotients are gathered in a buffer first.
///
/// Source: Tieleman and Hinton 2012, lecture 6.5; centered: Graves 2013, equation 38.
public final class RMSprop: RuleOptimizer {
    /// Options, named as PyTorch's.
    public struct Options: ElementwiseOptions {
        /// The learning rate.
        public var lr: Double
        /// How much of v stays at each step.
        public var alpha: Double
        /// ε, which keeps the quotient finite.
        public var eps: Double
        /// What times the parameter is added to the gradient.
        public var weightDecay: Double
        /// How much of the buffer stays at each step.
        public var momentum: Double
        /// Whether the mean gradient is taken out of v.
        public var centered: Bool
        /// Whether the objective grows instead of shrinking.
        public var maximize: Bool

        public init(
            lr: Double = 1e-2, alpha: Double = 0.99, eps: Double = 1e-8, weightDecay: Double = 0,
            momentum: Double = 0, centered: Bool = false, maximize: Bool = false
        ) {
            self.lr = lr
            self.alpha = alpha
            self.eps = eps
            self.weightDecay = weightDecay
            self.momentum = momentum
            self.centered = centered
            self.maximize = maximize
        }
    }

    public let engine: OptimizerEngine<Options>

    /// An optimizer of parameters with the same options.
    ///
    /// - Throws: ``TensorError`` when there is no parameter, one appears twice, or an option is out
    ///   of range.
    public init(
        _ parameters: some Sequence<Parameter>, lr: Double = 1e-2, alpha: Double = 0.99,
        eps: Double = 1e-8, weightDecay: Double = 0, momentum: Double = 0, centered: Bool = false,
        maximize: Bool = false
    ) throws {
        engine = try OptimizerEngine(
            [ParameterGroup(parameters)],
            Options(
                lr: lr, alpha: alpha, eps: eps, weightDecay: weightDecay, momentum: momentum,
                centered: centered, maximize: maximize))
    }

    /// An optimizer of groups that differ in options.
    ///
    /// - Throws: ``TensorError`` as the other initialiser does.
    public init(_ groups: [ParameterGroup<Options>], _ defaults: Options = Options()) throws {
        engine = try OptimizerEngine(groups, defaults)
    }
}

extension RMSprop.Options {
    public static let name = "RMSprop"
    public static let stateNames = ["square_avg", "momentum_buffer", "grad_avg"]
    public static let fields: [OptionField<Self>] = [
        .number("alpha", \.alpha),
        .number("eps", \.eps),
        .number("weight_decay", \.weightDecay),
        .number("momentum", \.momentum),
        .flag("centered", \.centered),
        .flag("maximize", \.maximize),
    ]
    public static let kernel = Kernel<StepLoop>("rmsprop") { .portable(RMSpropRule.self, $0) }

    public var keeps: [Bool] { [true, momentum > 0, centered] }

    public func validate() throws(TensorError) {
        try requireNonNegative(eps, "eps")
        try requireNonNegative(weightDecay, "weightDecay")
        try requireNonNegative(momentum, "momentum")
        try require(alpha >= 0 && alpha <= 1, "alpha", "a number from 0 to 1", alpha)
    }

    public func kernelOptions(step: Int, lr: Double) -> [Double] {
        [
            lr, alpha, eps, weightDecay, momentum, maximize ? 1 : 0, centered ? 1 : 0,
        ]
    }
}

/// The arithmetic of ``RMSprop``; options as `kernelOptions` lists them.
struct RMSpropRule: StepRule {
    private let p: UnsafePointer<Double>

    init(_ options: UnsafePointer<Double>) { p = options }

    func step<T: Real & BinaryFloatingPoint>(_ x: T, _ gradient: T, _ state: inout (T, T, T)) -> T {
        var g = p[5] != 0 ? -gradient : gradient
        if p[3] != 0 { g += T(p[3]) * x }
        state.0 = state.0 * T(p[1]) + T(1 - p[1]) * g * g
        var square = state.0
        if p[6] != 0 {
            state.2 = lerp(state.2, g, 1 - p[1])
            square -= state.2 * state.2
        }
        let denominator = square.squareRoot() + T(p[2])
        guard p[4] > 0 else { return x - T(p[0]) * g / denominator }
        state.1 = state.1 * T(p[4]) + g / denominator
        return x - T(p[0]) * state.1
    }
}
