import Kernels
import RealModule

/// Rates that fall with the gradients seen: with g the gradient plus weight decay and s the sum of
/// g² so far, x ← x − lr / (1 + (t − 1) · lrDecay) · g / (√s + ε) at step t.
///
/// Source: Duchi, Hazan, Singer 2011, "Adaptive subgradient methods", JMLR 12; PyTorch 2.13,
/// `torch.optim.Adagrad`.
public final class Adagrad: RuleOptimizer {
    /// Options, named as PyTorch's.
    public struct Options: ElementwiseOptions {
        /// The learning rate.
        public var lr: Double
        /// How fast the rate falls with the steps.
        public var lrDecay: Double
        /// What times the parameter is added to the gradient.
        public var weightDecay: Double
        /// s before the first step.
        public var initialAccumulatorValue: Double
        /// ε, which keeps the quotient finite.
        public var eps: Double
        /// Whether the objective grows instead of shrinking.
        public var maximize: Bool

        public init(
            lr: Double = 1e-2, lrDecay: Double = 0, weightDecay: Double = 0,
            initialAccumulatorValue: Double = 0, eps: Double = 1e-10, maximize: Bool = false
        ) {
            self.lr = lr
            self.lrDecay = lrDecay
            self.weightDecay = weightDecay
            self.initialAccumulatorValue = initialAccumulatorValue
            self.eps = eps
            self.maximize = maximize
        }
    }

    public let engine: OptimizerEngine<Options>

    /// An optimizer of parameters with the same options.
    ///
    /// - Throws: ``TensorError`` when there is no parameter, one appears twice, or an option is out
    ///   of range.
    public init(
        _ parameters: some Sequence<Parameter>, lr: Double = 1e-2, lrDecay: Double = 0,
        weightDecay: Double = 0,
        initialAccumulatorValue: Double = 0, eps: Double = 1e-10, maximize: Bool = false
    ) throws {
        engine = try OptimizerEngine(
            [ParameterGroup(parameters)],
            Options(
                lr: lr, lrDecay: lrDecay, weightDecay: weightDecay,
                initialAccumulatorValue: initialAccumulatorValue, eps: eps, maximize: maximize))
    }

    /// An optimizer of groups that differ in options.
    ///
    /// - Throws: ``TensorError`` as the other initialiser does.
    public init(_ groups: [ParameterGroup<Options>], _ defaults: Options = Options()) throws {
        engine = try OptimizerEngine(groups, defaults)
    }
}

extension Adagrad.Options {
    public static let name = "Adagrad"
    public static let stateNames = ["sum"]
    public static let fields: [OptionField<Self>] = [
        .number("lr_decay", \.lrDecay),
        .number("weight_decay", \.weightDecay),
        .number("initial_accumulator_value", \.initialAccumulatorValue),
        .number("eps", \.eps),
        .flag("maximize", \.maximize),
    ]
    public static let kernel = Kernel<StepLoop>("adagrad") { .portable(AdagradRule.self, $0) }

    public var keeps: [Bool] { [true] }

    public func validate() throws(TensorError) {
        try requireNonNegative(lrDecay, "lrDecay")
        try requireNonNegative(weightDecay, "weightDecay")
        try requireNonNegative(initialAccumulatorValue, "initialAccumulatorValue")
        try requireNonNegative(eps, "eps")
    }

    public func kernelOptions(step: Int, lr: Double) -> [Double] {
        [
            lr / (1 + Double(step - 1) * lrDecay), weightDecay, initialAccumulatorValue, eps,
            maximize ? 1 : 0, step == 1 ? 1 : 0,
        ]
    }
}

/// The arithmetic of ``Adagrad``; options as `kernelOptions` lists them.
struct AdagradRule: StepRule {
    private let p: UnsafePointer<Double>

    init(_ options: UnsafePointer<Double>) { p = options }

    func step<T: Real & BinaryFloatingPoint>(_ x: T, _ gradient: T, _ state: inout (T, T, T)) -> T {
        var g = p[4] != 0 ? -gradient : gradient
        if p[1] != 0 { g += T(p[1]) * x }
        let sum = p[5] != 0 ? T(p[2]) : state.0
        state.0 = sum + g * g
        return x - T(p[0]) * g / (state.0.squareRoot() + T(p[3]))
    }
}
