public import Autograd

/// An optimizer's rule: its options, what it keeps for each parameter, and what a step does.
///
/// ``RuleOptimizer`` does everything else. Rules that treat each number by itself are
/// ``ElementwiseOptions``.
public protocol OptimizerOptions: Sendable {
    /// What the parameters of one group have in common in one step.
    associatedtype Common
    /// The optimizer's name in states and errors.
    static var name: String { get }
    /// The names of the tensors kept for a parameter, at most three, as PyTorch has them.
    static var stateNames: [String] { get }
    /// Every option but the learning rate, for states.
    static var fields: [OptionField<Self>] { get }
    /// The learning rate.
    var lr: Double { get set }
    /// - Throws: ``TensorError`` when an option is out of range.
    func validate() throws(TensorError)
    /// The shape of the tensor of each state name for a parameter of a shape; nil where none is
    /// kept.
    func stateShapes(_ shape: Shape) -> [Shape?]
    /// - Throws: ``TensorError`` when the optimizer has no step for such a parameter.
    func check(_ parameter: Tensor) throws(TensorError)
    /// What is the same for all parameters in the step of that count (from 1 on).
    func common(step: Int, lr: Double) -> Common
    /// Changes a parameter, and the tensors kept for it, by its gradient: all of one type, the
    /// gradient of the parameter's shape, and a tensor that is missing not written yet.
    static func update(
        _ parameter: Parameter, _ gradient: Tensor, _ state: inout InlineArray<3, Tensor?>,
        _ common: Common
    ) throws(TensorError)
}

extension OptimizerOptions {
    public func check(_ parameter: Tensor) throws(TensorError) { try requireComputing(parameter) }

    /// Throws unless a parameter is of a type that computes.
    func requireComputing(_ parameter: Tensor) throws(TensorError) {
        guard parameter.dtype == .float32 || parameter.dtype == .float64 else {
            throw TensorError(
                .dtype, Self.name, expected: "float32 or float64 parameters",
                got: "\(parameter.dtype)", inputs: [parameter])
        }
    }

    /// Every option but the learning rate by name.
    public var values: [(name: String, value: Double)] {
        Self.fields.map { ($0.name, $0.get(self)) }
    }

    /// These options with values as ``values`` gave them.
    public func replacing(_ values: [String: Double]) -> Self {
        var options = self
        for field in Self.fields {
            if let value = values[field.name] { field.set(&options, value) }
        }
        return options
    }

    /// Throws unless `condition` holds.
    func require(
        _ condition: Bool, _ option: String, _ expected: String, _ value: Any
    ) throws(TensorError) {
        guard condition else {
            throw TensorError(.value, "\(Self.name) \(option)", expected: expected, got: "\(value)")
        }
    }

    /// Throws unless a number is finite and at least 0.
    func requireNonNegative(_ value: Double, _ option: String) throws(TensorError) {
        try require(value.isFinite && value >= 0, option, "a finite number of at least 0", value)
    }

    /// Throws unless a number is at least 0 and below 1.
    func requireFraction(_ value: Double, _ option: String) throws(TensorError) {
        try require(value >= 0 && value < 1, option, "a number of [0, 1)", value)
    }
}
