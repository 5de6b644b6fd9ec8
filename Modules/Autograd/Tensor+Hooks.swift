extension Tensor {
    /// Has each backward pass call `hook` with the gradient of this tensor, once it is complete.
    ///
    /// What the hook returns takes the gradient's place, for `grad` and for everything that this
    /// tensor was computed from; nil leaves it. Hooks run in the order in which they were
    /// registered, on the thread of the pass; what they compute is recorded in passes with
    /// `createGraph` only.
    ///
    /// ```swift
    /// let hidden = try Tensor.ones(3, requiresGrad: true).exp()
    /// let clipped = try hidden.registerHook { gradient in try gradient.clamp(min: -1, max: 1) }
    /// try (hidden * 5).sum().backward()
    /// clipped.remove()
    /// ```
    /// - Throws: ``TensorError`` when this tensor is not tracked. An error of the hook ends the
    ///   pass; one that is no ``TensorError`` is quoted in one.
    @discardableResult
    public func registerHook(
        _ hook: @escaping @Sendable (Tensor) throws -> Tensor?
    ) throws(TensorError) -> HookHandle {
        try trackedNode("registerHook").ensuredHooks.add(output: body.output, hook)
    }

    /// Has each backward pass call `hook` with the gradient of this tensor, once it is complete.
    ///
    /// - Throws: ``TensorError`` when this tensor is not tracked.
    @discardableResult @_disfavoredOverload
    public func registerHook(
        _ hook: @escaping @Sendable (Tensor) throws -> Void
    ) throws(TensorError) -> HookHandle {
        try registerHook { gradient in
            try hook(gradient)
            return nil
        }
    }

    /// Has `backward()` gather the gradient of this tensor in its ``grad``, as leaves do; what hooks
    /// make of it.
    ///
    /// - Throws: ``TensorError`` when this tensor is not tracked.
    public func retainGrad() throws(TensorError) {
        let node = try trackedNode("retainGrad")
        if !(node is Leaf) { node.ensuredHooks.retain(output: body.output) }
    }

    private func trackedNode(_ operation: String) throws(TensorError) -> GraphNode {
        if let node = body.node { return node }
        throw TensorError(
            .gradient, operation, expected: "a tensor that requires gradients",
            got: "one that is not tracked",
            hint: "Was it detached, or made inside noGrad or without requiresGrad: true?",
            inputs: [self])
    }
}

extension GraphNode {
    /// The node's hooks, made when there are none.
    var ensuredHooks: GradientHooks {
        gradientHooks.load() ?? gradientHooks.storeIfNil(GradientHooks())
    }
}
