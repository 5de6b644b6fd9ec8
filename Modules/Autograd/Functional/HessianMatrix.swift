/// The Hessian of a function with one number as its result: by input and input,
/// ∂²f / ∂inputᵢ ∂inputⱼ.
///
/// Shape: element [i][j] has the shape of input i, then that of input j.
///
/// - Parameters:
///   - createGraph: Whether what is returned can be differentiated, also by tracked `inputs`.
///   - strict: Whether a gradient that does not depend on an input is an error; else its derivative
///     is zero.
/// - Throws: What `function` throws; ``TensorError`` when its result is not one number.
///
/// Complexity: A call, and a backward pass for each number of the inputs.
///
/// Source: PyTorch 2.13, `torch.autograd.functional.hessian`.
public func hessian(
    of function: ([Tensor]) throws -> Tensor, at inputs: [Tensor], createGraph: Bool = false,
    strict: Bool = false
) throws -> [[Tensor]] {
    try jacobian(
        of: { inputs in
            try TracedCall(
                "hessian", { [try function($0)] }, at: inputs, createGraph: true, strict: strict
            ).trackedGradients()
        }, at: inputs, createGraph: createGraph, strict: strict)
}

/// The Hessian of a function of one tensor; see `hessian(of:at:createGraph:strict:)` of several.
///
/// Shape: that of the input, twice.
public func hessian(
    of function: (Tensor) throws -> Tensor, at input: Tensor, createGraph: Bool = false,
    strict: Bool = false
) throws -> Tensor {
    try hessian(
        of: { try function($0[0]) }, at: [input], createGraph: createGraph, strict: strict)[0][0]
}
