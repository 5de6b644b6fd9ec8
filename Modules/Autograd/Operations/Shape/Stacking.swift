/// Tensors one after the other along the second axis, vectors along their only one.
///
/// - Throws: ``TensorError`` when there is none or shapes differ elsewhere.
///
/// Source: PyTorch 2.13, `torch.hstack`.
public func hstack(_ tensors: [Tensor]) throws(TensorError) -> Tensor {
    let all = try tensors.map { tensor throws(TensorError) in try tensor.atLeast1d() }
    return try cat(all, dim: all.first?.rank == 1 ? 0 : 1)
}

/// Tensors one above the other: rows, or what vectors become as rows, along the first axis.
///
/// - Throws: ``TensorError`` when there is none or shapes differ elsewhere.
///
/// Source: PyTorch 2.13, `torch.vstack`.
public func vstack(_ tensors: [Tensor]) throws(TensorError) -> Tensor {
    try cat(tensors.map { tensor throws(TensorError) in try tensor.atLeast2d() })
}

/// Tensors one behind the other along the third axis, which matrices and vectors get.
///
/// - Throws: ``TensorError`` when there is none or shapes differ elsewhere.
///
/// Source: PyTorch 2.13, `torch.dstack`.
public func dstack(_ tensors: [Tensor]) throws(TensorError) -> Tensor {
    try cat(tensors.map { tensor throws(TensorError) in try tensor.atLeast3d() }, dim: 2)
}

/// Vectors as the columns of a matrix, beside matrices.
///
/// - Throws: ``TensorError`` when there is none or the columns differ in length.
///
/// Source: PyTorch 2.13, `torch.column_stack`.
public func columnStack(_ tensors: [Tensor]) throws(TensorError) -> Tensor {
    try hstack(
        tensors.map { tensor throws(TensorError) in
            tensor.rank < 2 ? try tensor.reshape(tensor.count, 1) : tensor
        })
}

extension Tensor {
    /// This tensor with one axis at least: [] → [1].
    public func atLeast1d() throws(TensorError) -> Tensor {
        rank > 0 ? self : try reshape([1])
    }

    /// This tensor with two axes at least: [n] → [1, n].
    public func atLeast2d() throws(TensorError) -> Tensor {
        rank > 1 ? self : try reshape([1, count])
    }

    /// This tensor with three axes at least: [n] → [1, n, 1], [n, m] → [n, m, 1].
    public func atLeast3d() throws(TensorError) -> Tensor {
        switch rank {
        case 0, 1: try reshape([1, count, 1])
        case 2: try unsqueeze(dim: 2)
        default: self
        }
    }
}
