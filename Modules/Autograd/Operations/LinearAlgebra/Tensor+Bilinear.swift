import Kernels

/// xᵀ A y + b of each output's matrix A.
///
/// Shape: [..., inputs1] and [..., inputs2] with weight [outputs, inputs1, inputs2] and bias
/// [outputs] → [..., outputs].
///
/// Gradient: to all of them.
///
/// - Throws: ``TensorError`` when shapes or types do not fit.
///
/// Source: PyTorch 2.13, `torch.nn.functional.bilinear`.
public func bilinear(
    _ x: Tensor, _ y: Tensor, weight: Tensor, bias: Tensor? = nil
) throws(TensorError) -> Tensor {
    let given = [x, y, weight] + (bias.map { [$0] } ?? [])
    guard weight.rank == 3, x.rank >= 1, x.rank == y.rank,
        x.shape.dropLast().elementsEqual(y.shape.dropLast()), x.shape.last == weight.shape[1],
        y.shape.last == weight.shape[2], bias == nil || bias?.shape == [weight.shape[0]]
    else {
        throw TensorError(
            .shape, "bilinear",
            expected: "[..., inputs1], [..., inputs2], a weight [outputs, inputs1, inputs2] and a "
                + "bias [outputs]",
            got: given.map { "\($0.shape)" }.joined(separator: ", "), inputs: given)
    }
    guard x.dtype.isFloatingPoint, given.allSatisfy({ $0.dtype == x.dtype }) else {
        throw .floatingTypes("bilinear", given)
    }
    let (outputs, left, right) = (weight.shape[0], weight.shape[1], weight.shape[2])
    let batch = x.shape.dropLast().reduce(1, *)
    // One product for all outputs: [batch, inputs1] · [inputs1, outputs · inputs2].
    let partial = try x.reshape([batch, left])
        .matmul(weight.permute(1, 0, 2).reshape([left, outputs * right]))
        .reshape([batch, outputs, right])
    var result = try (partial * y.reshape([batch, 1, right])).sum(dim: 2)
    if let bias { result = try result + bias }
    return try result.reshape(Shape(Array(x.shape.dropLast()) + [outputs]))
}
