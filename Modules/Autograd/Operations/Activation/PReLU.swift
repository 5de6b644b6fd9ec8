extension Tensor {
    /// x above 0, weight · x below: ``leakyRelu(_:)`` with slopes that are learned, one for all or
    /// one for each channel; the gradient at 0 is the slope.
    ///
    /// Shape: [n, channels, ...] with a weight [channels], or any with a weight [1] or [] → the same.
    ///
    /// - Throws: ``TensorError`` when the weight does not fit.
    ///
    /// Source: He, Zhang, Ren and Sun 2015, "Delving deep into rectifiers", equation 1.
    public func prelu(weight: Tensor) throws(TensorError) -> Tensor {
        let channels = rank > 1 ? shape[1] : 1
        guard weight.rank < 2, weight.count == 1 || weight.count == channels else {
            throw TensorError(
                .shape, "prelu", expected: "a weight for all or for each of \(channels) channels",
                got: "\(weight.shape)", inputs: [self, weight])
        }
        guard dtype.isFloatingPoint, weight.dtype == dtype else {
            throw TensorError(
                .dtype, "prelu", expected: "floating-point numbers and weights of one type",
                got: "\(dtype) and \(weight.dtype)", inputs: [self, weight])
        }
        var sizes = Shape(repeating: 1, count: rank)
        if rank > 1 { sizes[1] = weight.count }
        // Not a choice between x and weight · x: the weight's gradient at ∞ would be 0 · ∞.
        return try relu() + weight.reshape(sizes) * clamp(max: 0)
    }
}
