/// The output of a model whose layers are computed in `segments` of about equal numbers of layers,
/// each but the last a `checkpoint`: what a gradient needs is kept at the borders only.
///
/// With √n segments of n equal layers, about 2√n layers' results are in memory instead of n.
///
/// - Throws: What the layers throw; ``TensorError`` when `segments` is not positive.
///
/// Source: Chen, Xu, Zhang, Guestrin 2016, "Training deep nets with sublinear memory cost"; PyTorch
/// 2.13, `torch.utils.checkpoint.checkpoint_sequential`.
public func checkpointSequential(
    _ model: Sequential, segments: Int, _ input: Tensor
) throws -> Tensor {
    guard segments > 0 else {
        throw TensorError(
            .value, "checkpointSequential", expected: "at least one segment", got: "\(segments)")
    }
    let layers = model.layers
    let size = max(1, layers.count / segments)
    var x = input
    var start = 0
    for _ in 1..<max(1, min(segments, layers.count)) {
        let part = Sequential(Array(layers[start..<start + size]))
        x = try checkpoint(x) { try part($0) }
        start += size
    }
    // The backward pass begins with the last segment: to compute it again would save nothing.
    return try Sequential(Array(layers[start...]))(x)
}
