import CPlatform
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
    private let stored: Mutex<ParameterState>

    /// A parameter that starts as `value` and, when that is of a floating-point type, gathers
    /// gradients.
    public init(wrappedValue value: Tensor) {
        stored = Mutex(ParameterState(Parameter.leaf(value)))
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
        get {
            if lak_current_thread().pointee.substitution != nil,
                let value = ParameterSubstitution.value(of: self)
            {
                return value
            }
            let (tensor, source) = stored.withLock { ($0.tensor, $0.source) }
            return source?.value ?? tensor
        }
        set {
            if let source { return source.assign(newValue) }
            stored.withLock { $0.replace(by: Parameter.leaf(newValue)) }
        }
    }

    /// The gradient gathered by `backward()`; set nil to clear.
    public var grad: Tensor? {
        get { stored.withLock { $0.tensor.grad } }
        set { stored.withLock { $0.tensor.grad = newValue } }
    }

    /// Whether gradients are gathered; `false` freezes the parameter.
    public var requiresGrad: Bool {
        get { source?.requiresGrad ?? stored.withLock { $0.tensor.requiresGrad } }
        set {
            if let source { return source.requiresGrad = newValue }
            stored.withLock {
                $0.replace(by: newValue ? Parameter.leaf($0.tensor) : $0.tensor.untracked())
            }
        }
    }

    /// Has each backward pass call `hook` with this parameter's gradient before it is gathered; see
    /// ``Tensor/registerHook(_:)``.
    ///
    /// The hook stays with the parameter when its tensor is replaced or frozen, and with it those
    /// that have been registered with its tensor.
    @discardableResult
    public func registerHook(
        _ hook: @escaping @Sendable (Tensor) throws -> Tensor?
    ) -> HookHandle {
        let hooks = stored.withLock { $0.ensuredHooks() }
        return hooks.add(output: 0, hook)
    }

    /// Has each backward pass call `hook` with this parameter's gradient before it is gathered.
    @discardableResult @_disfavoredOverload
    public func registerHook(_ hook: @escaping @Sendable (Tensor) throws -> Void) -> HookHandle {
        registerHook { gradient in
            try hook(gradient)
            return nil
        }
    }

    /// Has each `backward()` call `hook` with this parameter once its gradient has been gathered in
    /// ``grad``: to step an optimizer of its own and let the gradient go, say, so that the gradients
    /// of all parameters need never be there at once.
    @discardableResult
    public func registerPostAccumulateGradHook(
        _ hook: @escaping @Sendable (Parameter) throws -> Void
    ) -> HookHandle {
        let hooks = stored.withLock { $0.ensuredHooks() }
        return hooks.addGathered { [weak self] in
            // A leaf that the parameter had before does not count.
            if let self, grad != nil { try hook(self) }
        }
    }

    /// Changes the tensor where it lies, when nobody else holds its memory; nothing is recorded,
    /// and the gradient stays.
    public func update<Failure: Error>(
        _ change: (inout Tensor) throws(Failure) -> Void
    ) throws(Failure) {
        if let source {
            var value = source.value.detach()
            try noGrad { () throws(Failure) in try change(&value) }
            return source.assign(value)
        }
        let result: Result<Void, Failure> = stored.withLock { state in
            do throws(Failure) {
                try noGrad { () throws(Failure) in try change(&state.tensor) }
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
        let failure: TensorError? = stored.withLock { state in
            do throws(TensorError) {
                if !state.tensor.isContiguous { state.tensor = try state.tensor.contiguousLeaf() }
                body(try state.tensor.writableView(operation: operation))
                return nil
            } catch { return error }
        }
        if let failure { throw failure }
    }

    /// What the value is computed from, nil when it is a tensor of its own; set nil to have what is
    /// there as one.
    package var source: (any ParameterSource)? {
        get { stored.withLock { $0.source } }
        set {
            if newValue == nil, let old = source {
                let (value, requires) = (old.value.untracked(), old.requiresGrad)
                stored.withLock {
                    $0.source = nil
                    $0.replace(by: requires ? Parameter.leaf(value) : value)
                }
            } else {
                stored.withLock {
                    $0.source = newValue
                    $0.tensor = $0.tensor.untracked()
                }
            }
        }
    }

    private static func leaf(_ value: Tensor) -> Tensor {
        guard value.dtype.isFloatingPoint else { return value.untracked() }
        var leaf = value.isLeaf ? value : value.untracked()
        unfailing { () throws(TensorError) in try leaf.requireGrad() }
        return leaf
    }
}

/// What a parameter's cell holds.
private struct ParameterState {
    var tensor: Tensor
    /// What the value is computed from, nil when it is the tensor itself.
    var source: (any ParameterSource)?
    /// Hooks that follow the parameter from one tensor to the next.
    private var hooks: GradientHooks?

    init(_ tensor: Tensor) { self.tensor = tensor }

    /// Takes another tensor, to which the hooks go over.
    mutating func replace(by tensor: Tensor) {
        self.tensor = tensor
        guard let hooks, let node = tensor.body.node else { return }
        if node.gradientHooks.storeIfNil(hooks) !== hooks {
            // A leaf that has hooks of its own: what is registered here needs one besides.
            var leaf = tensor.untracked()
            unfailing { () throws(TensorError) in try leaf.requireGrad() }
            _ = leaf.body.node?.gradientHooks.storeIfNil(hooks)
            self.tensor = leaf
        }
    }

    /// The hooks, shared with the tensor's leaf.
    mutating func ensuredHooks() -> GradientHooks {
        if let hooks { return hooks }
        let hooks = tensor.body.node?.ensuredHooks ?? GradientHooks()
        self.hooks = hooks
        return hooks
    }
}

/// What a parameter's value is computed from, in place of a tensor of its own.
package protocol ParameterSource: AnyObject, Sendable {
    /// The value, tracked where what it is computed from is.
    var value: Tensor { get }
    /// Whether what the value is computed from gathers gradients.
    var requiresGrad: Bool { get set }
    /// Has the value become `value`.
    func assign(_ value: Tensor)
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
