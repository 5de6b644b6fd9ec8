/// Adaptive rates in the memory of a row and a column: for matrices v, the mean of g², is kept as
/// its row means r and column means c, v = r cᵀ / mean(r); with ρ = min(lr, 1/√t) and α = max(ε₂,
/// rms(x)) ρ, u = g / √v and x ← x (1 − lr · λ) − α u / max(1, rms(u) / d).
///
/// Means give 1 − t^β₂decay to what was there. Axes before the last two are batches of matrices.
///
/// Source: Shazeer and Stern 2018, "Adafactor", algorithms 4 and 5; PyTorch 2.13,
/// `torch.optim.Adafactor`.
public final class Adafactor: RuleOptimizer {
    /// Options, named as PyTorch's.
    public struct Options: OptimizerOptions {
        /// The learning rate.
        public var lr: Double
        /// The power of t that new squares count with; negative.
        public var beta2Decay: Double
        /// ε₁, below which no mean square falls, nil for the type's own, and ε₂, for parameters
        /// near 0.
        public var eps: (Double?, Double)
        /// The largest root mean square of u.
        public var d: Double
        /// λ, the weight decay.
        public var weightDecay: Double
        /// Whether the objective grows instead of shrinking.
        public var maximize: Bool

        public init(
            lr: Double = 1e-2, beta2Decay: Double = -0.8, eps: (Double?, Double) = (nil, 1e-3),
            d: Double = 1, weightDecay: Double = 0, maximize: Bool = false
        ) {
            self.lr = lr
            self.beta2Decay = beta2Decay
            self.eps = eps
            self.d = d
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
        _ parameters: some Sequence<Parameter>, lr: Double = 1e-2, beta2Decay: Double = -0.8,
        eps: (Double?, Double) = (nil, 1e-3), d: Double = 1, weightDecay: Double = 0,
        maximize: Bool = false
    ) throws {
        engine = try OptimizerEngine(
            [ParameterGroup(parameters)],
            Options(
                lr: lr, beta2Decay: beta2Decay, eps: eps, d: d, weightDecay: weightDecay,
                maximize: maximize))
    }

    /// An optimizer of groups that differ in options.
    ///
    /// - Throws: ``TensorError`` as the other initialiser does.
    public init(_ groups: [ParameterGroup<Options>], _ defaults: Options = Options()) throws {
        engine = try OptimizerEngine(groups, defaults)
    }
}

extension Adafactor.Options {
    public static let name = "Adafactor"
    public static let stateNames = ["row_var", "col_var", "variance"]
    public static let fields: [OptionField<Self>] = [
        .number("beta2_decay", \.beta2Decay), .number("eps1", \.ownOrGivenEps),
        .number("eps2", \.eps.1), .number("d", \.d), .number("weight_decay", \.weightDecay),
        .flag("maximize", \.maximize),
    ]

    /// ε₁, −1 for the type's own.
    private var ownOrGivenEps: Double {
        get { eps.0 ?? -1 }
        set { eps.0 = newValue == -1 ? nil : newValue }
    }

    public func validate() throws(TensorError) {
        try require(beta2Decay <= 0 && beta2Decay.isFinite, "beta2Decay", "at most 0", beta2Decay)
        if let first = eps.0 { try requireNonNegative(first, "eps.0") }
        try requireNonNegative(eps.1, "eps.1")
        try require(d >= 1 && d.isFinite, "d", "a finite number of at least 1", d)
        try requireNonNegative(weightDecay, "weightDecay")
    }

    public func stateShapes(_ shape: Shape) -> [Shape?] {
        guard shape.count > 1 else { return [nil, nil, shape] }
        let batches = shape.dropLast(2)
        return [
            Shape(batches + [shape[shape.count - 2], 1]),
            Shape(batches + [1, shape[shape.count - 1]]),
            nil,
        ]
    }

    /// What parameters of one group have in common.
    public struct Common {
        let options: Adafactor.Options
        let lr, step: Double
    }

    public func common(step: Int, lr: Double) -> Common {
        Common(options: self, lr: lr, step: Double(step))
    }

    public static func update(
        _ parameter: Parameter, _ gradient: Tensor, _ state: inout InlineArray<3, Tensor?>,
        _ common: Common
    ) throws(TensorError) {
        let (options, lr) = (common.options, common.lr)
        let x = parameter.value.detach()
        let g = options.maximize ? -gradient.detach() : gradient.detach()
        guard x.count > 0 else {
            // Means over nothing are NaN: zeros, so that the state has all its tensors.
            for (place, shape) in options.stateShapes(x.shape).enumerated() {
                if let shape { state[place] = try Tensor.zeros(shape, dtype: x.dtype) }
            }
            return
        }
        let weight = Double.pow(common.step, options.beta2Decay)
        let least =
            options.eps.0
            ?? (x.dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne)
        let estimate: Tensor
        if x.rank > 1 {
            let squares = g.square()
            let row = try mean(state[0], squares.mean(dims: [-1], keepDim: true), weight)
            let column = try mean(state[1], squares.mean(dims: [-2], keepDim: true), weight)
            (state[0], state[1]) = (row, column)
            let share = try row.mean(dims: [-2], keepDim: true).clamp(min: least)
            estimate = try row.matmul(column) / share
        } else {
            estimate = try mean(state[2], g.square(), weight)
            state[2] = estimate
        }
        let u = try g / estimate.clamp(min: least * least).sqrt()
        let alpha =
            try max(options.eps.1, rootMeanSquare(x))
            * min(lr, 1 / common.step.squareRoot())
        let scale = try alpha / max(1, rootMeanSquare(u) / options.d)
        try parameter.set(x * (1 - lr * options.weightDecay) - u * scale)
    }

    /// A running mean after one more.
    private static func mean(
        _ last: Tensor?, _ next: Tensor, _ weight: Double
    ) throws(TensorError) -> Tensor {
        let last = if let last { last } else { try Tensor.zeros(like: next) }
        return try last.lerp(next, weight: weight)
    }

    private static func rootMeanSquare(_ x: Tensor) throws(TensorError) -> Double {
        try x.square().mean().item().squareRoot()
    }
}
