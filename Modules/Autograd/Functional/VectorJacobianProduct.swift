/// v ᵀ J, with the Jacobian J of `function` at `inputs`: one call and one backward pass.
///
/// Shape: v as the outputs; the product as the inputs.
///
/// - Parameters:
///   - v: A tensor for each output; by default 1 where there is one output of one number.
///   - createGraph: Whether what is returned can be differentiated, also by tracked `inputs`.
///   - strict: Whether an input that no output depends on is an error; else its product is zero.
/// - Throws: What `function` throws; ``TensorError`` when `v` does not fit.
///
/// Source: PyTorch 2.13, `torch.autograd.functional.vjp`.
public func vjp(
    of function: ([Tensor]) throws -> [Tensor], at inputs: [Tensor], v: [Tensor]? = nil,
    createGraph: Bool = false, strict: Bool = false
) throws -> (outputs: [Tensor], vjp: [Tensor]) {
    let call = try TracedCall(
        "vjp", function, at: inputs, createGraph: createGraph, strict: strict)
    let vectors = try call.vectors(v, like: call.outputs, "output")
    let products = try call.gradients(vectors, createGraph: createGraph)
    return (call.result(createGraph: createGraph), products)
}

/// v ᵀ J of a function of one tensor; see `vjp(of:at:v:createGraph:strict:)` of several.
public func vjp(
    of function: (Tensor) throws -> Tensor, at input: Tensor, v: Tensor? = nil,
    createGraph: Bool = false, strict: Bool = false
) throws -> (output: Tensor, vjp: Tensor) {
    let (outputs, products) = try vjp(
        of: { [try function($0[0])] }, at: [input], v: v.map { [$0] }, createGraph: createGraph,
        strict: strict)
    return (outputs[0], products[0])
}
