public import Kernels

/// An optimizer's rule: its options, what it keeps for each parameter, and its kernel.
///
/// ``RuleOptimizer`` does everything else.
public protocol OptimizerOptions: Sendable, KernelDeclaring {
    /// The optimizer's name in states and errors.
    static var name: String { get }
    /// The names of the tensors kept for a parameter, at most three, as PyTorch has them.
    static var stateNames: [String] { get }
    /// The step's loop.
    static var kernel: Kernel<StepLoop> { get }
    /// The learning rate.
    var lr: Double { get set }
    /// Whether the tensor of each state name is kept with these options.
    var keeps: [Bool] { get }
    /// Every other option by name, for states: flags are 0 or 1.
    var values: [(name: String, value: Double)] { get }
    /// These options with values as ``values`` gave them.
    func replacing(_ values: [String: Double]) -> Self
    /// - Throws: ``TensorError`` when an option is out of range.
    func validate() throws(TensorError)
    /// The numbers that the kernel reads, for the step of that count (from 1 on).
    func kernelOptions(step: Int, lr: Double) -> [Double]
}

extension OptimizerOptions {
    public static var kernelPlaces: [any KernelPlace] { [kernel] }

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
}
