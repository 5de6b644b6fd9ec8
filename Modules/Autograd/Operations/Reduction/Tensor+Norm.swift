extension Tensor {
    /// The p-norm (Σ |x|ᵖ)^(1/p) of all elements or over the given axes; integers give `float32`.
    ///
    /// 2 is the Euclidean norm, ∞ the largest and −∞ the smallest |x|, 0 the count of elements other
    /// than 0. Nothing has the norm 0; a smallest or largest element must be there.
    ///
    /// Gradient: 0 where x is 0, or the norm is; of equal largest or smallest elements, evenly
    /// shared.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have an axis, or there is no extreme
    ///   element.
    public func norm(
        _ p: Double = 2, dims: [Int] = [], keepDim: Bool = false
    ) throws(TensorError) -> Tensor {
        // Squares of half precision overflow above 255.
        let x = try dtype.isFloatingPoint ? widened() : to(dtype: .float32)
        guard x.dtype == dtype || !dtype.isFloatingPoint else {
            return try x.norm(p, dims: dims, keepDim: keepDim).to(dtype: dtype)
        }
        switch p {
        case 2: return try x.square().sum(dims: dims, keepDim: keepDim).rootOrZero()
        case 1: return try x.abs().sum(dims: dims, keepDim: keepDim)
        case .infinity: return try x.abs().amax(dims: dims, keepDim: keepDim)
        case -.infinity: return try x.abs().amin(dims: dims, keepDim: keepDim)
        case 0:
            return try x.isTrue.to(dtype: x.dtype).sum(dims: dims, keepDim: keepDim)
        default:
            let powers = try x.abs().power(p)
            return try powers.sum(dims: dims, keepDim: keepDim).power(1 / p)
        }
    }

    /// xᵖ, with gradient 0 where x is 0; p is other than 0.
    func power(_ p: Double) throws(TensorError) -> Tensor {
        // As in rootOrZero.
        let isZero = detach() .== 0
        let ends = scalar(p > 0 ? 0 : Double.infinity)
        return try `where`(isZero, ends, `where`(isZero, scalar(1), self).pow(p))
    }
}
