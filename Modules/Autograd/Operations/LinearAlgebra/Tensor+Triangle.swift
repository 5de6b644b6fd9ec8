import Kernels

extension Tensor {
    /// The lower triangle of each matrix, zeros above: elements with j − i ≤ `diagonal`.
    ///
    /// Shape: [..., m, n] → [..., m, n].
    ///
    /// - Throws: ``TensorError`` when there are fewer than two axes.
    public func tril(diagonal: Int = 0) throws(TensorError) -> Tensor {
        try triangle("tril") { $0 .<= diagonal }
    }

    /// The upper triangle of each matrix, zeros below: elements with j − i ≥ `diagonal`.
    ///
    /// Shape: [..., m, n] → [..., m, n].
    ///
    /// - Throws: ``TensorError`` when there are fewer than two axes.
    public func triu(diagonal: Int = 0) throws(TensorError) -> Tensor {
        try triangle("triu") { $0 .>= diagonal }
    }

    /// The elements whose distance j − i from the diagonal is one to keep, zeros elsewhere; where NaN
    /// is not kept it is zero, too.
    private func triangle(
        _ name: String, _ keeps: (Tensor) -> Tensor
    ) throws(TensorError) -> Tensor {
        guard rank >= 2 else {
            throw TensorError(
                .shape, name, expected: "matrices, […, m, n]", got: "\(shape)", inputs: [self])
        }
        let rows = try Tensor.arange(shape[rank - 2]).unsqueeze(dim: 1)
        let distance = try Tensor.arange(shape[rank - 1]) - rows
        return try `where`(keeps(distance), self, zeroOfType)
    }

    /// A zero of this tensor's type.
    private var zeroOfType: Tensor {
        get throws(TensorError) { try Tensor(scalar: 0, dtype) }
    }
}
