// The product with a vector on the right, J v, from two products on the left. Jᵀ u is linear in u,
// so its Jacobian by u is Jᵀ everywhere, and a second backward pass, with v, gives (Jᵀ)ᵀ v = J v.
// The value of u does not matter; it is 0.
//
// True forward mode would compute J v along with the function, at about twice its cost and without
// a graph; but it needs a second rule of each operation. This costs about as much as two backward
// passes and has the rules that are there, which the checks hold to difference quotients at second
// order already. PyTorch's function of this name does the same.

/// J v, with the Jacobian J of `function` at `inputs`: a call and two backward passes.
///
/// Shape: v as the inputs; the product as the outputs.
///
/// - Parameters:
///   - v: A tensor for each input; by default 1 where there is one input of one number.
///   - createGraph: Whether what is returned can be differentiated, also by tracked `inputs`.
///   - strict: Whether an input that no output depends on, or the other way round, is an error;
///     else its part is zero.
/// - Throws: What `function` throws; ``TensorError`` when `v` does not fit.
///
/// Source: PyTorch 2.13, `torch.autograd.functional.jvp`; Townsend 2017, "A new trick for
/// calculating Jacobian vector products".
public func jvp(
    of function: ([Tensor]) throws -> [Tensor], at inputs: [Tensor], v: [Tensor]? = nil,
    createGraph: Bool = false, strict: Bool = false
) throws -> (outputs: [Tensor], jvp: [Tensor]) {
    let call = try TracedCall(
        "jvp", function, at: inputs, createGraph: createGraph, strict: strict)
    let vectors = try call.vectors(v, like: call.inputs, "input")
    let products = try call.rightProduct(call.outputs, vectors, createGraph: createGraph)
    return (call.result(createGraph: createGraph), products)
}

/// J v of a function of one tensor; see `jvp(of:at:v:createGraph:strict:)` of several.
public func jvp(
    of function: (Tensor) throws -> Tensor, at input: Tensor, v: Tensor? = nil,
    createGraph: Bool = false, strict: Bool = false
) throws -> (output: Tensor, jvp: Tensor) {
    let (outputs, products) = try jvp(
        of: { [try function($0[0])] }, at: [input], v: v.map { [$0] }, createGraph: createGraph,
        strict: strict)
    return (outputs[0], products[0])
}

extension TracedCall {
    /// J v, with the Jacobian of `results` by the inputs.
    func rightProduct(
        _ results: [Tensor], _ vectors: [Tensor], createGraph: Bool
    ) throws(TensorError) -> [Tensor] {
        var upstreams: [Tensor] = []
        for result in results {
            upstreams.append(try .full(result.shape, 0, dtype: result.dtype, requiresGrad: true))
        }
        let left = try gradients(of: results, wrt: inputs, upstreams, createGraph: true)
        return try gradients(of: left, wrt: upstreams, vectors, createGraph: createGraph)
    }
}
