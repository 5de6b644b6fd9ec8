extension Tensor {
    /// log Σ exp over all elements or the given axes, without overflow; integers give `float32`.
    ///
    /// Of −∞ alone, and of nothing, it is −∞. The gradient is softmax.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have an axis, or it is named twice.
    public func logSumExp(dims: [Int] = [], keepDim: Bool = false) throws(TensorError) -> Tensor {
        let x = try dtype.isFloatingPoint ? self : to(dtype: .float32)
        guard count > 0 else { return try x.exp().sum(dims: dims, keepDim: keepDim).log() }
        // The largest element is subtracted before exp and added after log. That changes nothing, so
        // it is a constant for the gradient; an infinite one would give ∞ − ∞.
        let largest = try x.detach().amax(dims: dims, keepDim: true)
        let shift = try `where`(largest.isFinite(), largest, largest.scalar(0))
        let sum = try (x - shift).exp().sum(dims: dims, keepDim: true)
        let result = try sum.log() + shift
        let marks = try Axes.marks(dims, rank: rank, "logSumExp")
        return keepDim ? result : try result.reshape(Axes.reduced(shape, marks, keepDim: false))
    }

    /// log Σ exp along one axis, without overflow.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axis.
    public func logSumExp(dim: Int, keepDim: Bool = false) throws(TensorError) -> Tensor {
        try logSumExp(dims: [dim], keepDim: keepDim)
    }
}
