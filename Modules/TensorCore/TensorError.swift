public import Kernels

/// What a caller got wrong, or what the machine could not give: the operation, what it expected,
/// what it got and what to do about it.
///
/// Reads `matmul: expected inner sizes that agree; got [32, 10] and [11, 5]. Transpose …`, followed
/// by the layers that it passed through.
public struct TensorError: Error, Sendable, CustomStringConvertible {
    /// The kinds of mistake.
    public enum Kind: String, Sendable {
        /// Shapes do not fit together or to the operation.
        case shape
        /// The operation does not work on this element type.
        case dtype
        /// A dimension that the tensor does not have.
        case axis
        /// An index or label outside its range.
        case index
        /// An option or value outside its range.
        case value
        /// Gradients were asked for where there are none, or twice.
        case gradient
        /// A result or a gradient is not finite, inside `detectAnomaly`.
        case anomaly
        /// There is not enough memory.
        case memory
        /// A name that nothing is registered under, or that is taken.
        case name
    }

    // One word wide, so that throwing functions stay cheap.
    private final class Content: Sendable {
        let kind: Kind
        let operation: String
        let message: String
        let shapes: [Shape]
        let dtypes: [DType]
        let layers: [String]

        init(
            _ kind: Kind, _ operation: String, _ message: String, _ shapes: [Shape],
            _ dtypes: [DType], _ layers: [String]
        ) {
            self.kind = kind
            self.operation = operation
            self.message = message
            self.shapes = shapes
            self.dtypes = dtypes
            self.layers = layers
        }
    }

    private let content: Content

    /// An error that reads `operation: expected …; got …. hint`.
    ///
    /// - Parameter inputs: The tensors at fault, whose shapes and types the error carries.
    public init(
        _ kind: Kind, _ operation: String, expected: String, got: String, hint: String = "",
        inputs: [Tensor] = []
    ) {
        let advice = hint.isEmpty ? "" : " " + hint
        self.init(
            kind, operation, message: "expected \(expected); got \(got).\(advice)", inputs: inputs)
    }

    /// An error that reads `operation: message`.
    public init(_ kind: Kind, _ operation: String, message: String, inputs: [Tensor] = []) {
        content = Content(
            kind, operation, message, inputs.map(\.shape), inputs.map(\.dtype), [])
    }

    private init(_ content: Content) { self.content = content }

    /// The kind of mistake.
    public var kind: Kind { content.kind }
    /// The operation that found it.
    public var operation: String { content.operation }
    /// What was expected, what came instead, what to do.
    public var message: String { content.message }
    /// The shapes of the tensors at fault.
    public var shapes: [Shape] { content.shapes }
    /// The element types of the tensors at fault.
    public var dtypes: [DType] { content.dtypes }
    /// The layers that the error passed through, outermost first.
    public var layers: [String] { content.layers }

    /// This error as it leaves a layer.
    public func passing(through layer: String) -> TensorError {
        TensorError(
            Content(
                kind, operation, message, shapes, dtypes, [layer] + layers))
    }

    public var description: String {
        let place = layers.isEmpty ? "" : " (in \(layers.joined(separator: " › ")))"
        return "\(operation): \(message)\(place)"
    }

    /// There is no memory for a tensor of `shape`.
    public static func outOfMemory(_ operation: String, _ shape: Shape, _ dtype: DType)
        -> TensorError
    {
        TensorError(
            .memory, operation, expected: "memory for \(shape) of \(dtype)", got: "none left",
            hint: "Use smaller batches or release tensors.")
    }
}

/// The value of an operation that cannot fail on any input, save for want of memory.
///
/// `x * 2` or `x.exp()` fit every tensor, so they do not throw. When the memory for the result is
/// missing, the process ends with the error's text; a program that must survive that creates its
/// tensors with throwing functions first, or sets a limit on what it accepts.
@inlinable
public func unfailing<Result>(_ body: () throws(TensorError) -> Result) -> Result {
    do { return try body() } catch { preconditionFailure("\(error)") }
}
