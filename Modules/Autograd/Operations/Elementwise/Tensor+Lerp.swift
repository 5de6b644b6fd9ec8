extension Tensor {
    /// a + weight (b − a) for this tensor as a: a where the weight is 0, b where it is 1, both
    /// exactly.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast.
    public func lerp(_ end: Tensor, weight: Tensor) throws(TensorError) -> Tensor {
        // From the nearer end, as PyTorch: the other form would not meet it exactly.
        let isNearStart = weight.detach().abs() .< 0.5
        let nearer = try `where`(isNearStart, self, end)
        let factor = try `where`(isNearStart, weight, weight - 1)
        return try nearer + factor * (end - self)
    }

    /// a + weight (b − a) for this tensor as a and a number as weight.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast.
    public func lerp(_ end: Tensor, weight: Double) throws(TensorError) -> Tensor {
        let length = try end - self
        return weight.magnitude < 0.5
            ? try self + length * weight : try end - length * (1 - weight)
    }
}
