import Synchronization

/// Whether a module is training or being evaluated, in modules that act differently then:
/// ```swift
/// final class Noise: Layer {
///     @TrainingMode var isTraining
///
///     func forward(_ x: Tensor) throws -> Tensor {
///         isTraining ? try x + Tensor.normal(x.shape) : x
///     }
/// }
/// ```
/// `train()` and `eval()` set it in a module and all below it.
@propertyWrapper
public final class TrainingMode: Sendable {
    private let stored = Atomic(true)

    public init() {}

    /// Whether the module is training; true at first.
    public var wrappedValue: Bool {
        get { stored.load(ordering: .relaxed) }
        set { stored.store(newValue, ordering: .relaxed) }
    }
}
