import Synchronization

extension Layer {
    /// Has each call `layer(input)` call `hook` with this layer and the input before `forward`.
    ///
    /// What it returns takes the input's place; nil leaves it. Calls with several tensors, as those
    /// of attention and of recurrent layers with states, have no hooks.
    @discardableResult
    public func registerForwardPreHook(
        _ hook: @escaping @Sendable (any Layer, Tensor) throws -> Tensor?
    ) -> HookHandle { ModuleHooks.add(.forwardPre(hook), to: self) }

    /// Has each call `layer(input)` call `hook` with this layer, the input and the output.
    ///
    /// What it returns takes the output's place; nil leaves it. As an example, the activations of a
    /// layer:
    /// ```swift
    /// let layer = ReLU()
    /// let handle = layer.registerForwardHook { _, _, output in
    ///     print(output.shape)
    ///     return nil  // the output stays as it is
    /// }
    /// _ = try layer(Tensor.ones(3))
    /// handle.remove()
    /// ```
    @discardableResult
    public func registerForwardHook(
        _ hook: @escaping @Sendable (any Layer, Tensor, Tensor) throws -> Tensor?
    ) -> HookHandle { ModuleHooks.add(.forward(hook), to: self) }

    /// Has each backward pass through a call `layer(input)` call `hook` with this layer and the
    /// gradient of the output, before it goes on into the layer.
    ///
    /// What it returns takes the gradient's place; nil leaves it.
    @discardableResult
    public func registerFullBackwardPreHook(
        _ hook: @escaping @Sendable (any Layer, Tensor) throws -> Tensor?
    ) -> HookHandle { ModuleHooks.add(.backwardPre(hook), to: self) }

    /// Has each backward pass through a call `layer(input)` call `hook` with this layer, the
    /// gradient of its input and the gradient of its output.
    ///
    /// What it returns takes the place of the input's gradient; nil leaves it. Where the input is
    /// not tracked there is no gradient of it: the hook gets nil, and what it returns is left aside.
    @discardableResult
    public func registerFullBackwardHook(
        _ hook: @escaping @Sendable (any Layer, Tensor?, Tensor) throws -> Tensor?
    ) -> HookHandle { ModuleHooks.add(.backward(hook), to: self) }

    /// The output for an input, with what the layer's hooks make of both and of their gradients.
    @inline(never)
    func forwardWithHooks(_ input: Tensor) throws -> Tensor {
        let hooks = ModuleHooks.hooks(of: self)
        var input = input
        for case .forwardPre(let hook) in hooks { input = try hook(self, input) ?? input }
        var backwardHooks: BackwardHooks?
        if isGradEnabled { backwardHooks = BackwardHooks(hooks, of: self) }
        if let backwardHooks { input = try backwardHooks.enter(input) }
        var output = try forward(input)
        for case .forward(let hook) in hooks { output = try hook(self, input, output) ?? output }
        return try backwardHooks?.leave(output) ?? output
    }
}

/// The backward hooks of one call of a layer.
private final class BackwardHooks: @unchecked Sendable {
    // `@unchecked`: the layer is handed to the hooks, on the thread of a backward pass; sharing it
    // between tasks asks the same of it.
    private let layer: any Layer
    private let before: [@Sendable (any Layer, Tensor) throws -> Tensor?]
    private let after: [@Sendable (any Layer, Tensor?, Tensor) throws -> Tensor?]
    private let inputIsTracked = Atomic(false)
    /// The gradient of the output, from when it has arrived until that of the input does.
    private let outputGradient = Mutex<Tensor?>(nil)

    /// Nil when there are none.
    init?(_ hooks: [ModuleHooks.Hook], of layer: any Layer) {
        before = hooks.compactMap { if case .backwardPre(let hook) = $0 { hook } else { nil } }
        after = hooks.compactMap { if case .backward(let hook) = $0 { hook } else { nil } }
        if before.isEmpty && after.isEmpty { return nil }
        self.layer = layer
    }

    /// The input as a place of its own in the graph, where the layer's share of its gradient comes.
    func enter(_ input: Tensor) throws -> Tensor {
        guard input.requiresGrad else { return input }
        inputIsTracked.store(true, ordering: .relaxed)
        let entrance = try input.reshape(input.shape)
        try entrance.registerHook { [self] gradient in
            guard let upstream = outputGradient.withLock({ $0.take() }) else { return nil }
            return try after.reduce(gradient) { try $1(layer, $0, upstream) ?? $0 }
        }
        return entrance
    }

    /// The output as a place of its own, so that other uses of a tensor that `forward` passes
    /// through do not count.
    func leave(_ output: Tensor) throws -> Tensor {
        guard output.requiresGrad else { return output }
        let exit = try output.reshape(output.shape)
        try exit.registerHook { [self] gradient in
            let gradient = try before.reduce(gradient) { try $1(layer, $0) ?? $0 }
            if inputIsTracked.load(ordering: .relaxed) {
                outputGradient.withLock { $0 = gradient }
            } else {
                for hook in after { _ = try hook(layer, nil, gradient) }
            }
            return gradient
        }
        return exit
    }
}
