/// Which axis the first vector of a ``meshgrid(_:indexing:)`` runs along.
public enum MeshgridIndexing: String, Sendable, CaseIterable, Codable {
    /// The first axis, as matrices are indexed.
    case ij
    /// The second axis, as the x of a plot.
    case xy
}

/// The coordinates of a grid: for each vector a tensor of all places, repeated without copying.
///
/// Shape: [n], [m], … → as many [n, m, …]; [m, n, …] with `.xy`.
///
/// - Throws: ``TensorError`` when there is none, one has several axes, or types differ.
///
/// Source: PyTorch 2.13, `torch.meshgrid`.
public func meshgrid(
    _ tensors: [Tensor], indexing: MeshgridIndexing = .ij
) throws(TensorError) -> [Tensor] {
    guard let first = tensors.first, tensors.allSatisfy({ $0.rank <= 1 }),
        tensors.allSatisfy({ $0.dtype == first.dtype })
    else {
        throw TensorError(
            .shape, "meshgrid", expected: "vectors of one type, at least one",
            got: tensors.isEmpty
                ? "none" : tensors.map { "\($0.dtype) \($0.shape)" }.joined(separator: ", "),
            inputs: tensors)
    }
    let shape = Shape(tensors.map(\.count))
    var grids: [Tensor] = []
    for (axis, tensor) in tensors.enumerated() {
        var single = Shape(repeating: 1, count: shape.count)
        single[axis] = tensor.count
        let grid = try tensor.reshape(single).expand(shape)
        grids.append(indexing == .xy && shape.count > 1 ? try grid.transpose(0, 1) : grid)
    }
    return grids
}
