import Kernels

extension Tensor {
    /// The distance (Σ |xₖ − yₖ|ᵖ)^(1/p) of each row of this tensor to each of the other.
    ///
    /// Shape: [..., n, d] and [..., m, d] → [..., n, m]; batches broadcast.
    ///
    /// Gradient: 0 where the distance is 0.
    ///
    /// Accuracy: With p = 2 and more than 25 rows distances come of ‖x‖² + ‖y‖² − 2 x·y, as in
    /// PyTorch: those that are small beside the rows' lengths keep few digits.
    ///
    /// - Complexity: n · m · d, also in memory, but with that form n · m.
    ///
    /// - Parameter p: At least 1; ∞ is the largest difference.
    /// - Throws: ``TensorError`` when shapes do not fit, elements are not floating-point numbers, or p
    ///   is less than 1.
    public func cdist(_ other: Tensor, p: Double = 2) throws(TensorError) -> Tensor {
        let name = "cdist"
        guard rank >= 2, other.rank >= 2, shape[rank - 1] == other.shape[other.rank - 1] else {
            throw TensorError(
                .shape, name, expected: "rows of one size, […, n, d] and […, m, d]",
                got: "\(shape) and \(other.shape)", inputs: [self, other])
        }
        guard dtype.isFloatingPoint, other.dtype.isFloatingPoint else {
            throw TensorError(
                .dtype, name, expected: "floating-point numbers",
                got: "\(dtype) and \(other.dtype)",
                inputs: [self, other])
        }
        guard p >= 1 else {
            throw TensorError(.value, name, expected: "p of at least 1", got: "\(p)")
        }
        // Squares of half precision overflow above 255.
        let result = dtype.promoted(with: other.dtype)
        let x = try to(dtype: result.computeType)
        let y = try other.to(dtype: result.computeType)
        if p == 2, Swift.max(shape[rank - 2], other.shape[other.rank - 2]) > 25 {
            let squares =
                try x.square().sum(dim: -1, keepDim: true)
                + y.square().sum(dim: -1, keepDim: true).mT
            return try (squares - x.matmul(y.mT) * 2).clamp(min: 0).rootOrZero().to(dtype: result)
        }
        let difference = try x.unsqueeze(dim: -2) - y.unsqueeze(dim: -3)
        // Of rows without numbers the largest difference is 0, too.
        return try difference.norm(shape[rank - 1] == 0 ? 1 : p, dims: [-1]).to(dtype: result)
    }

    /// The covariances Σ (x − mean x)(y − mean y) / (n − correction) of variables, which are rows of n
    /// observations.
    ///
    /// Shape: [variables, n] → [variables, variables]; [1, n] or [n] → [].
    ///
    /// - Throws: ``TensorError`` when there are more than two axes, or elements are `bool`.
    public func cov(correction: Int = 1) throws(TensorError) -> Tensor {
        guard rank <= 2, dtype != .bool else {
            throw TensorError(
                .shape, "cov", expected: "numbers [variables, n] or [n]", got: "\(dtype) \(shape)",
                inputs: [self])
        }
        let numbers = dtype.isFloatingPoint ? self : try to(dtype: .float32)
        let rows = rank == 2 ? numbers : try numbers.reshape([1, count])
        let centered = try rows - rows.mean(dim: 1, keepDim: true)
        let divisor = Swift.max(0, Double(rows.shape[1]) - Double(correction))
        let result = try centered.matmul(centered.mT) / divisor
        return result.count == 1 ? try result.reshape([]) : result
    }

    /// The correlations of variables, which are rows of observations: covariances over the roots of
    /// the variances, from −1 to 1.
    ///
    /// Shape: [variables, n] → [variables, variables]; [1, n] or [n] → [].
    ///
    /// - Throws: ``TensorError`` when there are more than two axes, or elements are `bool`.
    public func corrcoef() throws(TensorError) -> Tensor {
        let covariances = try cov()
        guard covariances.rank == 2 else { return try covariances / covariances }
        let deviations = try covariances.diagonal().sqrt()
        let scaled = try covariances / deviations.unsqueeze(dim: 1) / deviations.unsqueeze(dim: 0)
        return try scaled.clamp(min: -1, max: 1)
    }
}
