import Kernels

/// A norm of matrices.
public enum MatrixNorm: Sendable, Hashable {
    /// √Σ aᵢⱼ², Frobenius's.
    case fro
    /// Σ σᵢ, the nuclear norm.
    case nuc
    /// For p = 1 the largest sum of sizes of a column, for ∞ of a row, for 2 the largest singular value;
    /// for −1, −∞ and −2 the least.
    case p(Double)
}

extension Tensor {
    /// A norm of the matrices of two axes.
    ///
    /// Shape: [..., m, n] → [...], or [..., 1, 1] with `keepDim`.
    ///
    /// Gradient: Frobenius's norm of a matrix of zeros has 0; that of norms of singular values is one of
    /// several where the largest or the least are equal.
    ///
    /// - Parameter dims: The axes of rows and of columns.
    /// - Throws: ``TensorError`` when the tensor does not have the axes, its elements are not
    ///   floating-point numbers, or there is no such norm.
    public func matrixNorm(
        _ norm: MatrixNorm = .fro, dims: (rows: Int, columns: Int) = (-2, -1), keepDim: Bool = false
    ) throws(TensorError) -> Tensor {
        let name = "matrixNorm"
        guard rank >= 2, dtype.isFloatingPoint else {
            throw TensorError(
                rank < 2 ? .shape : .dtype, name, expected: "matrices of floating-point numbers",
                got: "\(dtype) \(shape)", inputs: [self])
        }
        let rows = try Axes.resolve(dims.rows, rank: rank, name)
        let columns = try Axes.resolve(dims.columns, rank: rank, name)
        guard rows != columns else {
            throw TensorError(
                .axis, name, expected: "two different dims", got: "\(dims.rows) and \(dims.columns)"
            )
        }
        let others = (0..<rank).filter { $0 != rows && $0 != columns }
        let result = try permute(others + [rows, columns]).norms(norm, name)
        guard keepDim else { return result }
        var kept = shape
        (kept[rows], kept[columns]) = (1, 1)
        return try result.reshape(kept)
    }

    /// A norm of the matrices of the last two axes.
    private func norms(_ norm: MatrixNorm, _ name: String) throws(TensorError) -> Tensor {
        switch norm {
        case .fro: return try self.norm(dims: [-2, -1])
        case .nuc: return try svdvals().sum(dim: -1)
        case .p(1): return try abs().sum(dim: -2).amax(dims: [-1])
        case .p(-1): return try abs().sum(dim: -2).amin(dims: [-1])
        case .p(.infinity): return try abs().sum(dim: -1).amax(dims: [-1])
        case .p(-.infinity): return try abs().sum(dim: -1).amin(dims: [-1])
        case .p(2): return try svdvals().amax(dims: [-1])
        case .p(-2): return try svdvals().amin(dims: [-1])
        case .p(let p):
            throw TensorError(
                .value, name, expected: "fro, nuc, or a p of ±1, ±2 or ±∞", got: "\(p)")
        }
    }
}
