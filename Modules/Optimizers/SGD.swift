import Kernels
import RealModule

/// Stochastic gradient descent, with momentum if wanted: with g the gradient plus weight decay,
/// b ← μ b + (1 − τ) g (b ← g at the first step), and x ← x − lr · b, or with Nesterov's look-ahead
/// x ← x − lr (g + μ b).
///
/// Source: Sutskever, Martens, Dahl, Hinton 2013, "On the importance of initialization and
/// momentum"; PyTorch 2.13, `torch.optim.SGD`.
public final class SGD: RuleOptimizer {
    /// Options, named as PyTorch's.
    public struct Options: ElementwiseOptions {
        /// The learning rate.
        public var lr: Double
        /// μ.
        public var momentum: Double
        /// τ.
        public var dampening: Double
        /// What times the parameter is added to the gradient.
        public var weightDecay: Double
        /// Whether to look ahead.
        public var nesterov: Bool
        /// Whether the objective grows instead of shrinking.
        public var maximize: Bool

        public init(
            lr: Double = 1e-3, momentum: Double = 0, dampening: Double = 0, weightDecay: Double = 0,
            nesterov: Bool = false, maximize: Bool = false
        ) {
            self.lr = lr
            self.momentum = momentum
            self.dampening = dampening
            self.weightDecay = weightDecay
            self.nesterov = nesterov
            self.maximize = maximize
        }
    }

    public let engine: OptimizerEngine<Options>

    /// An optimizer of parameters with the same options.
    ///
    /// - Throws: ``TensorError`` when there is no parameter, one appears twice, or an option is out
    ///   of range.
    public init(
        _ parameters: some Sequence<Parameter>, lr: Double = 1e-3, momentum: Double = 0,
        dampening: Double = 0, weightDecay: Double = 0, nesterov: Bool = false,
        maximize: Bool = false
    ) throws {
        engine = try OptimizerEngine(
            [ParameterGroup(parameters)],
            Options(
                lr: lr, momentum: momentum, dampening: dampening, weightDecay: weightDecay,
                nesterov: nesterov, maximize: maximize))
    }

    /// An optimizer of groups that differ in options.
    ///
    /// - Throws: ``TensorError`` as the other initialiser does.
    public init(_ groups: [ParameterGroup<Options>], _ defaults: Options = Options()) throws {
        engine = try OptimizerEngine(groups, defaults)
    }
}

extension SGD.Options {
    public static let name = "SGD"
    public static let stateNames = ["momentum_buffer"]
    public static let fields: [OptionField<Self>] = [
        .number("momentum", \.momentum),
        .number("dampening", \.dampening),
        .number("weight_decay", \.weightDecay),
        .flag("nesterov", \.nesterov),
        .flag("maximize", \.maximize),
    ]
    public static let kernel = Kernel<StepLoop>("sgd") { .portable(SGDRule.self, $0) }

    public var keeps: [Bool] { [momentum != 0] }

    public func validate() throws(TensorError) {
        try requireNonNegative(momentum, "momentum")
        try requireNonNegative(weightDecay, "weightDecay")
        try require(dampening.isFinite, "dampening", "a finite number", dampening)
        try require(
            !nesterov || momentum > 0 && dampening == 0, "nesterov",
            "a momentum above 0 and no dampening", "momentum \(momentum), dampening \(dampening)")
    }

    public func kernelOptions(step: Int, lr: Double) -> [Double] {
        [
            lr, momentum, dampening, weightDecay, nesterov ? 1 : 0, maximize ? 1 : 0,
            step == 1 ? 1 : 0,
        ]
    }
}

/// The arithmetic of ``SGD``; options as `kernelOptions` lists them.
struct SGDRule: StepRule {
    private let p: UnsafePointer<Double>

    init(_ options: UnsafePointer<Double>) { p = options }

    func step<T: Real & BinaryFloatingPoint>(_ x: T, _ gradient: T, _ state: inout (T, T, T)) -> T {
        var g = p[5] != 0 ? -gradient : gradient
        if p[3] != 0 { g += T(p[3]) * x }
        if p[1] != 0 {
            state.0 = p[6] != 0 ? g : state.0 * T(p[1]) + g * T(1 - p[2])
            g = p[4] != 0 ? g + T(p[1]) * state.0 : state.0
        }
        return x - T(p[0]) * g
    }
}
