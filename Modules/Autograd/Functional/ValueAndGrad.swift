/// The value of a function with one number as its result, and its gradients by `inputs`.
///
/// ```swift
/// let (x, y) = (try Tensor([1.0, 2]), try Tensor([3.0, 4]))
/// let (value, gradients) = try valueAndGrad(of: { try ($0[0] * $0[1]).sum() }, at: [x, y])
/// ```
/// The inputs need not be tracked, and no tensor's `grad` changes.
///
/// - Parameters:
///   - createGraph: Whether what is returned can be differentiated, also by tracked `inputs`.
///   - strict: Whether an input that the value does not depend on is an error; else its gradient is
///     zero.
/// - Throws: What `function` throws; ``TensorError`` when its result is not one number.
public func valueAndGrad(
    of function: ([Tensor]) throws -> Tensor, at inputs: [Tensor], createGraph: Bool = false,
    strict: Bool = false
) throws -> (value: Tensor, gradients: [Tensor]) {
    let call = try TracedCall(
        "valueAndGrad", { [try function($0)] }, at: inputs, createGraph: createGraph,
        strict: strict)
    guard call.outputs[0].count == 1 else {
        throw TensorError(
            .shape, "valueAndGrad", expected: "a function with one number as its result",
            got: "\(call.outputs[0].shape)", hint: "Reduce it with sum() or mean(), or use vjp.",
            inputs: call.outputs)
    }
    let one = try Tensor.ones(call.outputs[0].shape, dtype: call.outputs[0].dtype)
    let gradients = try call.gradients([one], createGraph: createGraph)
    return (call.result(createGraph: createGraph)[0], gradients)
}

/// The value of a function of one tensor, and its gradient; see
/// `valueAndGrad(of:at:createGraph:strict:)` of several.
public func valueAndGrad(
    of function: (Tensor) throws -> Tensor, at input: Tensor, createGraph: Bool = false,
    strict: Bool = false
) throws -> (value: Tensor, gradient: Tensor) {
    let (value, gradients) = try valueAndGrad(
        of: { try function($0[0]) }, at: [input], createGraph: createGraph, strict: strict)
    return (value, gradients[0])
}

/// The gradient of a function with one number as its result; see
/// `valueAndGrad(of:at:createGraph:strict:)`.
public func grad(
    of function: (Tensor) throws -> Tensor, at input: Tensor, createGraph: Bool = false
) throws -> Tensor {
    try valueAndGrad(of: function, at: input, createGraph: createGraph).gradient
}

/// The gradients of a function with one number as its result; see
/// `valueAndGrad(of:at:createGraph:strict:)`.
public func grad(
    of function: ([Tensor]) throws -> Tensor, at inputs: [Tensor], createGraph: Bool = false
) throws -> [Tensor] {
    try valueAndGrad(of: function, at: inputs, createGraph: createGraph).gradients
}
