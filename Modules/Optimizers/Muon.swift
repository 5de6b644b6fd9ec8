/// Momentum made orthogonal: with m a running mean of the gradient g and u = g + μ (m − g), or m
/// without Nesterov's look-ahead, x ← x (1 − lr · λ) − lr · r · NS(u), where NS brings all singular
/// values of a matrix near 1 and r depends on its shape.
///
/// For the matrices of hidden layers; give biases, embeddings and the last layer to ``AdamW``.
/// PyTorch computes NS in `bfloat16`; here it has the parameter's type.
///
/// Source: Jordan et al. 2024, "Muon"; Liu et al. 2025, "Muon is scalable for LLM training";
/// PyTorch 2.13, `torch.optim.Muon`.
public final class Muon: RuleOptimizer {
    /// How the rate follows from the shape [A, B] of a matrix.
    public enum RateAdjustment: Int, Sendable, CaseIterable {
        /// r = √max(1, A / B).
        case original
        /// r = 0.2 √max(A, B): steps of the size of ``AdamW``'s.
        case matchRMSAdamW
    }

    /// Options, named as PyTorch's.
    public struct Options: OptimizerOptions {
        /// The learning rate.
        public var lr: Double
        /// λ, the weight decay.
        public var weightDecay: Double
        /// μ, how much of m stays at each step.
        public var momentum: Double
        /// Whether to look ahead.
        public var nesterov: Bool
        /// The iteration's coefficients.
        public var nsCoefficients: (Double, Double, Double)
        /// The least norm that u is divided by.
        public var eps: Double
        /// Iterations.
        public var nsSteps: Int
        /// How the rate follows from a matrix's shape.
        public var adjustLR: RateAdjustment

        public init(
            lr: Double = 1e-3, weightDecay: Double = 0.1, momentum: Double = 0.95,
            nesterov: Bool = true,
            nsCoefficients: (Double, Double, Double) = (3.4445, -4.775, 2.0315),
            eps: Double = 1e-7, nsSteps: Int = 5, adjustLR: RateAdjustment = .original
        ) {
            self.lr = lr
            self.weightDecay = weightDecay
            self.momentum = momentum
            self.nesterov = nesterov
            self.nsCoefficients = nsCoefficients
            self.eps = eps
            self.nsSteps = nsSteps
            self.adjustLR = adjustLR
        }
    }

    public let engine: OptimizerEngine<Options>

    /// An optimizer of matrices with the same options.
    ///
    /// - Throws: ``TensorError`` when there is no parameter, one appears twice or is no matrix,
    ///   or an
    ///   option is out of range.
    public init(
        _ parameters: some Sequence<Parameter>, lr: Double = 1e-3, weightDecay: Double = 0.1,
        momentum: Double = 0.95, nesterov: Bool = true,
        nsCoefficients: (Double, Double, Double) = (3.4445, -4.775, 2.0315), eps: Double = 1e-7,
        nsSteps: Int = 5, adjustLR: RateAdjustment = .original
    ) throws {
        engine = try OptimizerEngine(
            [ParameterGroup(parameters)],
            Options(
                lr: lr, weightDecay: weightDecay, momentum: momentum, nesterov: nesterov,
                nsCoefficients: nsCoefficients, eps: eps, nsSteps: nsSteps, adjustLR: adjustLR))
        try checkShapes()
    }

    /// An optimizer of groups that differ in options.
    ///
    /// - Throws: ``TensorError`` as the other initialiser does.
    public init(_ groups: [ParameterGroup<Options>], _ defaults: Options = Options()) throws {
        engine = try OptimizerEngine(groups, defaults)
        try checkShapes()
    }

    private func checkShapes() throws(TensorError) {
        for parameter in parameters { try Options.checkShape(parameter.value) }
    }
}

extension Muon.Options {
    public static let name = "Muon"
    public static let stateNames = ["momentum_buffer"]
    public static let fields: [OptionField<Self>] = [
        .number("weight_decay", \.weightDecay), .number("momentum", \.momentum),
        .flag("nesterov", \.nesterov), .number("ns_coefficient_a", \.nsCoefficients.0),
        .number("ns_coefficient_b", \.nsCoefficients.1),
        .number("ns_coefficient_c", \.nsCoefficients.2), .number("eps", \.eps),
        .number("ns_steps", \.stepNumber), .flag("match_rms_adamw", \.matchesAdamW),
    ]

    private var stepNumber: Double {
        get { Double(nsSteps) }
        set { nsSteps = Int(exactly: newValue) ?? -1 }
    }

    private var matchesAdamW: Bool {
        get { adjustLR == .matchRMSAdamW }
        set { adjustLR = newValue ? .matchRMSAdamW : .original }
    }

    public func validate() throws(TensorError) {
        try requireNonNegative(weightDecay, "weightDecay")
        try requireNonNegative(momentum, "momentum")
        try requireNonNegative(eps, "eps")
        let (a, b, c) = nsCoefficients
        try require(
            a.isFinite && b.isFinite && c.isFinite, "nsCoefficients", "finite numbers",
            nsCoefficients)
        try require((0..<100).contains(nsSteps), "nsSteps", "a number from 0 to 99", nsSteps)
    }

    public func stateShapes(_ shape: Shape) -> [Shape?] { [shape] }

    public func check(_ parameter: Tensor) throws(TensorError) {
        try requireComputing(parameter)
        try Self.checkShape(parameter)
    }

    static func checkShape(_ parameter: Tensor) throws(TensorError) {
        guard parameter.rank == 2 else {
            throw TensorError(
                .shape, name, expected: "matrices", got: "a parameter of shape \(parameter.shape)",
                hint: "Give the others to AdamW.", inputs: [parameter])
        }
    }

    /// What parameters of one group have in common.
    public struct Common {
        let options: Muon.Options
        let lr: Double
    }

    public func common(step: Int, lr: Double) -> Common { Common(options: self, lr: lr) }

    public static func update(
        _ parameter: Parameter, _ gradient: Tensor, _ state: inout InlineArray<3, Tensor?>,
        _ common: Common
    ) throws(TensorError) {
        let options = common.options
        let (x, g) = (parameter.value.detach(), gradient.detach())
        let last = if let last = state[0] { last } else { try Tensor.zeros(like: g) }
        let mean = try last.lerp(g, weight: 1 - options.momentum)
        state[0] = mean
        guard x.count > 0 else { return }
        let u = options.nesterov ? try g.lerp(mean, weight: options.momentum) : mean
        let (rows, columns) = (Double(x.shape[0]), Double(x.shape[1]))
        let ratio =
            switch options.adjustLR {
            case .original: max(1, rows / columns).squareRoot()
            case .matchRMSAdamW: 0.2 * max(rows, columns).squareRoot()
            }
        let step = try options.orthogonal(u) * (common.lr * ratio)
        try parameter.set(x * (1 - common.lr * options.weightDecay) - step)
    }

    /// Newton and Schulz's iteration X ← a X + (b G + c G²) X, G = X Xᵀ, an odd polynomial of the
    /// singular values that lifts those of (0, 1] to about 1.
    private func orthogonal(_ matrix: Tensor) throws(TensorError) -> Tensor {
        let (a, b, c) = nsCoefficients
        let isTall = matrix.shape[0] > matrix.shape[1]
        var x = isTall ? try matrix.transpose(0, 1) : matrix
        x = try x / max(eps, x.square().sum().item().squareRoot())
        for _ in 0..<nsSteps {
            let gram = try x.matmul(x.transpose(0, 1))
            x = try x * a + (gram * b + gram.matmul(gram) * c).matmul(x)
        }
        return isTall ? try x.transpose(0, 1) : x
    }
}
