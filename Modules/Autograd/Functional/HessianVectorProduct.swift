/// H v, with the Hessian H of a function with one number as its result, without the matrix.
///
/// Shape: v and the product as the inputs.
///
/// Where the second derivatives are continuous H is symmetric, and `vhp`, one backward pass less,
/// gives the same.
///
/// - Parameters:
///   - v: A tensor for each input; by default 1 where there is one input of one number.
///   - createGraph: Whether what is returned can be differentiated, also by tracked `inputs`.
///   - strict: Whether a part that is zero because nothing depends on an input is an error.
/// - Throws: What `function` throws; ``TensorError`` when its result is not one number, or `v` does
///   not fit.
///
/// Source: PyTorch 2.13, `torch.autograd.functional.hvp`.
public func hvp(
    of function: ([Tensor]) throws -> Tensor, at inputs: [Tensor], v: [Tensor]? = nil,
    createGraph: Bool = false, strict: Bool = false
) throws -> (output: Tensor, hvp: [Tensor]) {
    let call = try TracedCall(
        "hvp", { [try function($0)] }, at: inputs, createGraph: createGraph, strict: strict)
    let vectors = try call.vectors(v, like: call.inputs, "input")
    let products = try call.rightProduct(
        call.trackedGradients(), vectors, createGraph: createGraph)
    return (call.result(createGraph: createGraph)[0], products)
}

/// H v of a function of one tensor; see `hvp(of:at:v:createGraph:strict:)` of several.
public func hvp(
    of function: (Tensor) throws -> Tensor, at input: Tensor, v: Tensor? = nil,
    createGraph: Bool = false, strict: Bool = false
) throws -> (output: Tensor, hvp: Tensor) {
    let (output, products) = try hvp(
        of: { try function($0[0]) }, at: [input], v: v.map { [$0] }, createGraph: createGraph,
        strict: strict)
    return (output, products[0])
}

/// v ᵀ H, with the Hessian H of a function with one number as its result, without the matrix: a
/// call and two backward passes.
///
/// Shape: v and the product as the inputs.
///
/// - Parameters:
///   - v: A tensor for each input; by default 1 where there is one input of one number.
///   - createGraph: Whether what is returned can be differentiated, also by tracked `inputs`.
///   - strict: Whether a part that is zero because nothing depends on an input is an error.
/// - Throws: What `function` throws; ``TensorError`` when its result is not one number, or `v` does
///   not fit.
///
/// Source: PyTorch 2.13, `torch.autograd.functional.vhp`.
public func vhp(
    of function: ([Tensor]) throws -> Tensor, at inputs: [Tensor], v: [Tensor]? = nil,
    createGraph: Bool = false, strict: Bool = false
) throws -> (output: Tensor, vhp: [Tensor]) {
    let call = try TracedCall(
        "vhp", { [try function($0)] }, at: inputs, createGraph: createGraph, strict: strict)
    let vectors = try call.vectors(v, like: call.inputs, "input")
    let products = try call.gradients(
        of: call.trackedGradients(), wrt: call.inputs, vectors, createGraph: createGraph)
    return (call.result(createGraph: createGraph)[0], products)
}

/// v ᵀ H of a function of one tensor; see `vhp(of:at:v:createGraph:strict:)` of several.
public func vhp(
    of function: (Tensor) throws -> Tensor, at input: Tensor, v: Tensor? = nil,
    createGraph: Bool = false, strict: Bool = false
) throws -> (output: Tensor, vhp: Tensor) {
    let (output, products) = try vhp(
        of: { try function($0[0]) }, at: [input], v: v.map { [$0] }, createGraph: createGraph,
        strict: strict)
    return (output, products[0])
}
