extension Tensor {
    /// a σ(b), where a and b are the halves of this tensor along an axis.
    ///
    /// Shape: [..., 2n, ...] → [..., n, ...].
    ///
    /// - Throws: ``TensorError`` when there is no such axis, or its size is odd.
    ///
    /// Source: Dauphin, Fan, Auli and Grangier 2017, "Language modeling with gated convolutional
    /// networks", equation 1.
    public func glu(dim: Int = -1) throws(TensorError) -> Tensor {
        let axis = try Axes.resolve(dim, rank: rank, "glu")
        guard rank > 0, shape[axis].isMultiple(of: 2) else {
            throw TensorError(
                .shape, "glu", expected: "an even size along dim \(dim)", got: "\(shape)",
                inputs: [self])
        }
        let half = shape[axis] / 2
        let value = try narrow(dim: axis, start: 0, length: half)
        return try value * narrow(dim: axis, start: half, length: half).sigmoid()
    }
}
