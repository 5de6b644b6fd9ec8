/// The Jacobian of `function` at `inputs`: by output and input, ∂outputᵢ / ∂inputⱼ.
///
/// Shape: element [i][j] has the shape of output i, then that of input j.
///
/// - Parameters:
///   - createGraph: Whether what is returned can be differentiated, also by tracked `inputs`.
///   - strict: Whether an input that an output does not depend on is an error; else its derivative
///     is zero.
/// - Throws: What `function` throws; ``TensorError`` when an input is no floating-point tensor.
///
/// Complexity: A call, and a backward pass for each number of the outputs.
///
/// Source: PyTorch 2.13, `torch.autograd.functional.jacobian`.
public func jacobian(
    of function: ([Tensor]) throws -> [Tensor], at inputs: [Tensor], createGraph: Bool = false,
    strict: Bool = false
) throws -> [[Tensor]] {
    let call = try TracedCall(
        "jacobian", function, at: inputs, createGraph: createGraph, strict: strict)
    return try call.outputs.map { output in try call.jacobian(of: output, createGraph) }
}

/// The Jacobian of a function of one tensor; see `jacobian(of:at:createGraph:strict:)` of several.
///
/// Shape: that of the output, then that of the input.
public func jacobian(
    of function: (Tensor) throws -> Tensor, at input: Tensor, createGraph: Bool = false,
    strict: Bool = false
) throws -> Tensor {
    try jacobian(
        of: { [try function($0[0])] }, at: [input], createGraph: createGraph, strict: strict)[0][0]
}

extension TracedCall {
    /// The derivatives of one output by each input, a backward pass for each number of it.
    fileprivate func jacobian(
        of output: Tensor, _ createGraph: Bool
    ) throws(TensorError) -> [Tensor] {
        var rows: [[Tensor]] = inputs.map { _ in [] }
        for position in 0..<output.count {
            var unit = [Double](repeating: 0, count: output.count)
            unit[position] = 1
            let upstream = try Tensor(unit, shape: output.shape).to(dtype: output.dtype)
            let gradients = try gradients(
                of: [output], wrt: inputs, [upstream], retainGraph: true, createGraph: createGraph)
            for (index, gradient) in gradients.enumerated() { rows[index].append(gradient) }
        }
        var result: [Tensor] = []
        for (input, rows) in zip(inputs, rows) {
            let shape = Shape(Array(output.shape) + Array(input.shape))
            result.append(
                rows.isEmpty
                    ? try .zeros(shape, dtype: input.dtype) : try stack(rows).reshape(shape))
        }
        return result
    }
}
