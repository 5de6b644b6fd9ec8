import Kernels
import Synchronization

/// A tensor that a module learns: a cell that forward passes read and optimizers write.
///
/// In a module, as a property wrapper or as a constant:
/// ```swift
/// final class Affine: Layer {
///     @Parameter var weight: Tensor  // `weight` is the tensor, `$weight` this cell
///     let bias: Parameter  // `bias.value` is the tensor
///
///     init() throws {
///         weight = try .ones(3)
///         bias = Parameter(try .zeros(3))
///     }
///
///     func forward(_ x: Tensor) throws -> Tensor { try x * weight + bias.value }
/// }
/// ```
/// The cell is shared by reference: two modules that hold the same cell have tied parameters.
@propertyWrapper
public final class Parameter: Sendable {
    private let stored: Mutex<Tensor>

    /// A parameter that starts as `value` and, when that is of a floating-point type, gathers
    /// gradients.
    public init(wrappedValue value: Tensor) {
        stored = Mutex(Parameter.leaf(value))
    }

    /// A parameter that starts as `value`.
    public convenience init(_ value: Tensor) { self.init(wrappedValue: value) }

    /// The tensor; assigning replaces it and clears the gradient.
    public var wrappedValue: Tensor {
        get { value }
        set { value = newValue }
    }

    /// The cell itself.
    public var projectedValue: Parameter { self }

    /// The tensor; assigning replaces it and clears the gradient.
    public var value: Tensor {
        get { stored.withLock { $0 } }
        set { stored.withLock { $0 = Parameter.leaf(newValue) } }
    }

    /// The gradient gathered by `backward()`; set nil to clear.
    public var grad: Tensor? {
        get { value.grad }
        set { value.grad = newValue }
    }

    /// Whether gradients are gathered; `false` freezes the parameter.
    public var requiresGrad: Bool {
        get { value.requiresGrad }
        set { stored.withLock { $0 = newValue ? Parameter.leaf($0) : $0.untracked() } }
    }

    /// Changes the tensor where it lies, when nobody else holds its memory; nothing is recorded,
    /// and the gradient stays.
    public func update<Failure: Error>(
        _ change: (inout Tensor) throws(Failure) -> Void
    ) throws(Failure) {
        let result: Result<Void, Failure> = stored.withLock { value in
            do throws(Failure) {
                try noGrad { () throws(Failure) in try change(&value) }
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    /// Lets `body` write over the elements, which lie in C order: in place when nobody else holds
    /// them. Nothing is recorded, and the gradient stays.
    package func write(
        operation: String, _ body: (ArrayView) -> Void
    ) throws(TensorError) {
        let failure: TensorError? = stored.withLock { value in
            do throws(TensorError) {
                if !value.isContiguous { value = try value.contiguousLeaf() }
                body(try value.writableView(operation: operation))
                return nil
            } catch { return error }
        }
        if let failure { throw failure }
    }

    private static func leaf(_ value: Tensor) -> Tensor {
        guard value.dtype.isFloatingPoint else { return value.untracked() }
        var leaf = value.isLeaf ? value : value.untracked()
        unfailing { () throws(TensorError) in try leaf.requireGrad() }
        return leaf
    }
}

/// A tensor that belongs to a module's state but is not learnt, such as a running mean.
@propertyWrapper
public final class Buffer: Sendable {
    private let stored: Mutex<Tensor>
    /// Whether state dictionaries hold it.
    public let isPersistent: Bool

    public init(wrappedValue value: Tensor, isPersistent: Bool = true) {
        stored = Mutex(value.untracked())
        self.isPersistent = isPersistent
    }

    /// A buffer that starts as `value`.
    public convenience init(_ value: Tensor) { self.init(wrappedValue: value) }

    /// The tensor.
    public var wrappedValue: Tensor {
        get { value }
        set { value = newValue }
    }

    /// The cell itself.
    public var projectedValue: Buffer { self }

    /// The tensor; what is assigned is detached.
    public var value: Tensor {
        get { stored.withLock { $0 } }
        set { stored.withLock { $0 = newValue.untracked() } }
    }
}

/// Parameters with the names they have in their module.
public struct ParameterList: Sendable, RandomAccessCollection {
    private let elements: [(name: String, parameter: Parameter)]

    /// Why the list is not whole: a module holds parameters where they cannot be found. Whoever
    /// takes the list throws it.
    package let problem: TensorError?

    package init(_ elements: [(name: String, parameter: Parameter)], problem: TensorError?) {
        self.elements = elements
        self.problem = problem
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { elements.count }
    public subscript(position: Int) -> Parameter { elements[position].parameter }

    /// The names, in order: `0.weight`, `norm.bias`.
    public var names: [String] { elements.map(\.name) }
}
