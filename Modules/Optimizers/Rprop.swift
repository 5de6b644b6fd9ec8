import Kernels
import RealModule

/// Steps by the sign of the gradient alone: each number's step size grows by η₊ while its gradient
/// keeps its sign and shrinks by η₋ when it turns, after which one step is left out.
///
/// Source: Riedmiller and Braun 1993, "A direct adaptive method for faster backpropagation
/// learning"; PyTorch 2.13, `torch.optim.Rprop`. For whole batches: noise turns signs.
public final class Rprop: RuleOptimizer {
    /// Options, named as PyTorch's.
    public struct Options: ElementwiseOptions {
        /// The size of the first steps.
        public var lr: Double
        /// η₋ and η₊.
        public var etas: (Double, Double)
        /// The least and the largest step size.
        public var stepSizes: (Double, Double)
        /// Whether the objective grows instead of shrinking.
        public var maximize: Bool

        public init(
            lr: Double = 1e-2, etas: (Double, Double) = (0.5, 1.2),
            stepSizes: (Double, Double) = (1e-6, 50), maximize: Bool = false
        ) {
            self.lr = lr
            self.etas = etas
            self.stepSizes = stepSizes
            self.maximize = maximize
        }
    }

    public let engine: OptimizerEngine<Options>

    /// An optimizer of parameters with the same options.
    ///
    /// - Throws: ``TensorError`` when there is no parameter, one appears twice, or an option is out
    ///   of range.
    public init(
        _ parameters: some Sequence<Parameter>, lr: Double = 1e-2,
        etas: (Double, Double) = (0.5, 1.2),
        stepSizes: (Double, Double) = (1e-6, 50), maximize: Bool = false
    ) throws {
        engine = try OptimizerEngine(
            [ParameterGroup(parameters)],
            Options(lr: lr, etas: etas, stepSizes: stepSizes, maximize: maximize))
    }

    /// An optimizer of groups that differ in options.
    ///
    /// - Throws: ``TensorError`` as the other initialiser does.
    public init(_ groups: [ParameterGroup<Options>], _ defaults: Options = Options()) throws {
        engine = try OptimizerEngine(groups, defaults)
    }
}

extension Rprop.Options {
    public static let name = "Rprop"
    public static let stateNames = ["prev", "step_size"]
    public static let fields: [OptionField<Self>] = [
        .number("eta_minus", \.etas.0),
        .number("eta_plus", \.etas.1),
        .number("step_size_min", \.stepSizes.0),
        .number("step_size_max", \.stepSizes.1),
        .flag("maximize", \.maximize),
    ]
    public static let kernel = Kernel<StepLoop>("rprop") { .portable(RpropRule.self, $0) }

    public var keeps: [Bool] { [true, true] }

    public func validate() throws(TensorError) {
        try require(
            etas.0 > 0 && etas.0 < 1 && etas.1 > 1 && etas.1.isFinite, "etas",
            "0 < η₋ < 1 < η₊", etas)
        try require(
            stepSizes.0 >= 0 && stepSizes.0 <= stepSizes.1 && stepSizes.1.isFinite, "stepSizes",
            "0 ≤ least ≤ largest", stepSizes)
    }

    public func kernelOptions(step: Int, lr: Double) -> [Double] {
        [
            lr, etas.0, etas.1, stepSizes.0, stepSizes.1, maximize ? 1 : 0, step == 1 ? 1 : 0,
        ]
    }
}

/// The arithmetic of ``Rprop``; options as `kernelOptions` lists them.
struct RpropRule: StepRule {
    private let p: UnsafePointer<Double>

    init(_ options: UnsafePointer<Double>) { p = options }

    func step<T: Real & BinaryFloatingPoint>(_ x: T, _ gradient: T, _ state: inout (T, T, T)) -> T {
        var g = p[5] != 0 ? -gradient : gradient
        let turn = g * state.0
        let factor: T = turn > 0 ? T(p[2]) : turn < 0 ? T(p[1]) : 1
        let size = (p[6] != 0 ? T(p[0]) : state.1) * factor
        // NaN stays: no comparison with it holds.
        state.1 = size < T(p[3]) ? T(p[3]) : size > T(p[4]) ? T(p[4]) : size
        if turn < 0 { g = 0 }
        state.0 = g
        let sign: T = g > 0 ? 1 : g < 0 ? -1 : 0
        return x - sign * state.1
    }
}
