/// The outputs of `function`, computed without keeping what its gradient needs: each backward pass
/// computes the function once more for that. Time for memory: an activation checkpoint.
///
/// ```swift
/// let x = try Tensor.ones(3, requiresGrad: true)
/// let hidden = try checkpoint(x) { $0.exp().tanh() }
/// ```
/// The function must do the same when it is called again; it is called on the thread of the
/// backward pass. Random numbers repeat (the masks of dropout are those of the first time), and so
/// do parameters given by `functionalCall`. What else it changes, it changes twice: running
/// statistics are measured twice, as in PyTorch. Gradients reach everything that the function uses:
/// its inputs, parameters, and tracked tensors of its surroundings. Checkpoints may lie in each
/// other, and gradients may be differentiated.
///
/// - Throws: What `function` throws. A backward pass throws ``TensorError`` when the function makes
///   other calls than the first time.
///
/// Source: Chen, Xu, Zhang, Guestrin 2016, "Training deep nets with sublinear memory cost"; PyTorch
/// 2.13, `torch.utils.checkpoint.checkpoint` with `use_reentrant=False`.
public func checkpoint(
    _ inputs: [Tensor], _ function: @escaping ([Tensor]) throws -> [Tensor]
) throws -> [Tensor] {
    guard isGradEnabled else { return try function(inputs) }
    return try Checkpoint(function, inputs).compute()
}

/// The output of `function`, computed without keeping what its gradient needs; see
/// `checkpoint(_:_:)` of several tensors.
public func checkpoint(
    _ input: Tensor, _ function: @escaping (Tensor) throws -> Tensor
) throws -> Tensor {
    try checkpoint([input]) { [try function($0[0])] }[0]
}
