extension Tensor {
    /// The gradient gathered by `backward()`, of a leaf that requires it or a tensor that retains
    /// it (``retainGrad()``); set nil to clear.
    public var grad: Tensor? {
        get {
            if let leaf = body.node as? Leaf { return leaf.gradient }
            return body.node?.gradientHooks.load()?.retained(body.output)
        }
        nonmutating set {
            if let leaf = body.node as? Leaf {
                leaf.gradient = newValue
            } else {
                body.node?.gradientHooks.load()?.setRetained(body.output, newValue)
            }
        }
    }

    /// Adds the gradients of this tensor to the `grad` of every leaf that it was computed from.
    ///
    /// - Parameters:
    ///   - gradient: The gradient of what is to be differentiated with respect to this tensor;
    ///     needed unless this tensor has one element, and then 1 by default.
    ///   - retainGraph: Whether the graph can be gone through once more; by default it is freed.
    ///   - createGraph: Whether the gradients are tracked themselves, for higher derivatives.
    /// - Throws: ``TensorError`` when this tensor is not tracked, is no scalar and `gradient` is
    ///   missing, `gradient` has another shape, or the graph has been freed.
    public func backward(
        gradient: Tensor? = nil, retainGraph: Bool? = nil, createGraph: Bool = false
    ) throws(TensorError) {
        let root = try backwardRoot(gradient, "backward")
        let pass = BackwardPass(
            retainsGraph: retainGraph ?? createGraph, createsGraph: createGraph)
        try pass.accumulate(from: root)
    }

    func backwardRoot(
        _ gradient: Tensor?, _ operation: String
    ) throws(TensorError) -> BackwardPass.Root {
        guard let node = body.node else {
            throw TensorError(
                .gradient, operation,
                expected: "a tensor computed from one that requires gradients",
                got: "one that is not tracked",
                hint: "Was it detached, made inside noGrad, or are its leaves made without "
                    + "requiresGrad: true?", inputs: [self])
        }
        if let gradient {
            guard gradient.body.layout.hasShape(of: body.layout) else {
                throw TensorError(
                    .shape, operation, expected: "a gradient of shape \(shape)",
                    got: "\(gradient.shape)", inputs: [self, gradient])
            }
            return (node, body.output, try gradient.to(dtype: dtype))
        }
        guard count == 1 else {
            throw TensorError(
                .shape, operation, expected: "a scalar", got: "\(shape)",
                hint: "Reduce it with sum() or mean(), or pass gradient:.", inputs: [self])
        }
        return (node, body.output, try Tensor.ones(shape, dtype: dtype))
    }
}

/// The gradients of `outputs` with respect to `inputs`; no tensor's `grad` changes.
///
/// - Parameters:
///   - outputs: What to differentiate; several are summed.
///   - inputs: Tracked tensors, leaves or not.
///   - gradients: The gradient of each output; needed for those that are no scalars.
///   - retainGraph: Whether the graph can be gone through once more.
///   - createGraph: Whether the gradients are tracked themselves, for higher derivatives.
///   - allowUnused: Whether an input that no output depends on gives nil instead of an error.
/// - Throws: ``TensorError`` as `backward` does, and when an input is not tracked or not used.
public func grad(
    of outputs: [Tensor], wrt inputs: [Tensor], gradients: [Tensor?]? = nil,
    retainGraph: Bool? = nil, createGraph: Bool = false, allowUnused: Bool = false
) throws(TensorError) -> [Tensor?] {
    if let gradients, gradients.count != outputs.count {
        throw TensorError(
            .value, "grad", expected: "a gradient, or nil, for each of \(outputs.count) outputs",
            got: "\(gradients.count)")
    }
    var roots: [BackwardPass.Root] = []
    for (index, output) in outputs.enumerated() {
        roots.append(try output.backwardRoot(gradients?[index], "grad"))
    }
    var targets: [(node: GraphNode, output: Int)] = []
    for (index, input) in inputs.enumerated() {
        guard let node = input.body.node else {
            throw TensorError(
                .gradient, "grad", expected: "tracked inputs", got: "input \(index) not tracked",
                hint: "Make it with requiresGrad: true.", inputs: [input])
        }
        targets.append((node, input.body.output))
    }
    let pass = BackwardPass(
        retainsGraph: retainGraph ?? createGraph, createsGraph: createGraph)
    let result = try pass.gradients(from: roots, of: targets)
    if !allowUnused, let index = result.firstIndex(where: { $0 == nil }) {
        throw TensorError(
            .gradient, "grad", expected: "outputs that depend on every input",
            got: "input \(index), which they do not depend on",
            hint: "Pass allowUnused: true to get nil for it.", inputs: [inputs[index]])
    }
    return result
}

/// The gradient of a scalar with respect to one tensor; see `grad(of:wrt:gradients:)`.
public func grad(
    of output: Tensor, wrt input: Tensor, createGraph: Bool = false
) throws(TensorError) -> Tensor {
    let gradients = try grad(of: [output], wrt: [input], createGraph: createGraph)
    guard let gradient = gradients[0] else { preconditionFailure("unused inputs have thrown") }
    return gradient
}
