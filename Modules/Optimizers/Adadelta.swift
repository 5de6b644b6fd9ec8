import Kernels
import RealModule

/// Steps of the size of the last ones: with g the gradient plus weight decay, v and u running means
/// of g² and of the squares of steps Δ, Δ = √(u + ε) / √(v + ε) · g and x ← x − lr · Δ.
///
/// Source: Zeiler 2012, "ADADELTA", algorithm 1.
public final class Adadelta: RuleOptimizer {
    /// Options, named as PyTorch's.
    public struct Options: ElementwiseOptions {
        /// The learning rate.
        public var lr: Double
        /// How much of v and u stays at each step.
        public var rho: Double
        /// ε, which lets steps begin.
        public var eps: Double
        /// What times the parameter is added to the gradient.
        public var weightDecay: Double
        /// Whether the objective grows instead of shrinking.
        public var maximize: Bool

        public init(
            lr: Double = 1, rho: Double = 0.9, eps: Double = 1e-6, weightDecay: Double = 0,
            maximize: Bool = false
        ) {
            self.lr = lr
            self.rho = rho
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
        _ parameters: some Sequence<Parameter>, lr: Double = 1, rho: Double = 0.9,
        eps: Double = 1e-6, weightDecay: Double = 0,
        maximize: Bool = false
    ) throws {
        engine = try OptimizerEngine(
            [ParameterGroup(parameters)],
            Options(lr: lr, rho: rho, eps: eps, weightDecay: weightDecay, maximize: maximize))
    }

    /// An optimizer of groups that differ in options.
    ///
    /// - Throws: ``TensorError`` as the other initialiser does.
    public init(_ groups: [ParameterGroup<Options>], _ defaults: Options = Options()) throws {
        engine = try OptimizerEngine(groups, defaults)
    }
}

extension Adadelta.Options {
    public static let name = "Adadelta"
    public static let stateNames = ["square_avg", "acc_delta"]
    public static let fields: [OptionField<Self>] = [
        .number("rho", \.rho),
        .number("eps", \.eps),
        .number("weight_decay", \.weightDecay),
        .flag("maximize", \.maximize),
    ]
    public static let kernel = Kernel<StepLoop>("adadelta") { .portable(AdadeltaRule.self, $0) }

    public var keeps: [Bool] { [true, true] }

    public func validate() throws(TensorError) {
        try requireNonNegative(eps, "eps")
        try requireNonNegative(weightDecay, "weightDecay")
        try require(rho >= 0 && rho <= 1, "rho", "a number from 0 to 1", rho)
    }

    public func kernelOptions(step: Int, lr: Double) -> [Double] {
        [lr, rho, eps, weightDecay, maximize ? 1 : 0]
    }
}

/// The arithmetic of ``Adadelta``; options as `kernelOptions` lists them.
struct AdadeltaRule: StepRule {
    private let p: UnsafePointer<Double>

    init(_ options: UnsafePointer<Double>) { p = options }

    func step<T: Real & BinaryFloatingPoint>(_ x: T, _ gradient: T, _ state: inout (T, T, T)) -> T {
        var g = p[4] != 0 ? -gradient : gradient
        if p[3] != 0 { g += T(p[3]) * x }
        state.0 = state.0 * T(p[1]) + T(1 - p[1]) * g * g
        let delta = (state.1 + T(p[2])).squareRoot() / (state.0 + T(p[2])).squareRoot() * g
        state.1 = state.1 * T(p[1]) + T(1 - p[1]) * delta * delta
        return x - T(p[0]) * delta
    }
}
