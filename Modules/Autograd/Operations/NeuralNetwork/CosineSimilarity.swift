/// a · b / (‖a‖ ‖b‖) along an axis: the cosine of the angle between vectors.
///
/// Shape: [..., size, ...] and what broadcasts with it → the same without the axis.
///
/// - Parameter eps: Lengths below it count as this, so vectors of zeros have cosine 0.
/// - Throws: ``TensorError`` when the shapes do not broadcast, there is no such axis, or the inputs
///   are not floating-point.
public func cosineSimilarity(
    _ a: Tensor, _ b: Tensor, dim: Int = 1, eps: Double = 1e-8
) throws(TensorError) -> Tensor {
    guard a.dtype.isFloatingPoint, b.dtype.isFloatingPoint else {
        throw TensorError(
            .dtype, "cosineSimilarity", expected: "floating-point vectors",
            got: "\(a.dtype) and \(b.dtype)", inputs: [a, b])
    }
    guard let shape = a.shape.broadcast(with: b.shape) else {
        throw TensorError(
            .shape, "cosineSimilarity", expected: "shapes that broadcast together",
            got: "\(a.shape) and \(b.shape)", inputs: [a, b])
    }
    let axis = try Axes.resolve(dim, rank: shape.count, "cosineSimilarity")
    let units = try [a, b].map { tensor throws(TensorError) in
        // Squares of half precision overflow above 255.
        let x = try tensor.expand(shape).widened()
        let length = try x.norm(dims: [axis], keepDim: true)
        // Only the value is raised, as in PyTorch: the gradient is that of the length itself.
        return try x / (length + (eps - length.detach()).clamp(min: 0))
    }
    return try (units[0] * units[1]).sum(dim: axis)
        .to(dtype: a.dtype.promoted(with: b.dtype))
}
