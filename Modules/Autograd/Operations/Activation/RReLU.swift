extension Tensor {
    /// x above 0, slope · x below, with a slope for each element between `lower` and `upper`: at
    /// random in training, else in the middle.
    ///
    /// - Parameter generator: Where slopes come from.
    /// - Throws: ``TensorError`` when `lower` is greater than `upper`, or either is not finite.
    ///
    /// Source: Xu, Wang, Chen and Li 2015, "Empirical evaluation of rectified activations in
    /// convolutional network", section 2.4.
    public func rrelu(
        lower: Double = 1.0 / 8, upper: Double = 1.0 / 3, training: Bool = false,
        generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        guard lower <= upper, lower.isFinite, upper.isFinite else {
            throw TensorError(
                .value, "rrelu", expected: "finite slopes, lower at most upper",
                got: "\(lower) and \(upper)")
        }
        guard training else { return leakyRelu((lower + upper) / 2) }
        let real = try to(dtype: dtype.floating)
        // The same slopes in every type.
        let slopes = try Tensor.uniform(shape, low: lower, high: upper, generator: generator)
            .to(dtype: real.dtype)
        return try `where`(real.detach() .> 0, real, real * slopes)
    }
}
