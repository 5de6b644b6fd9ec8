import Kernels

extension Tensor {
    /// (x − mean) / √(variance + ε) · weight + bias, with the mean and (biased) variance of each
    /// channel over this batch, which come along, not tracked, for running statistics.
    ///
    /// Shape: [n, channels, ...] with weight and bias [channels] → the same, [channels] and
    /// [channels].
    ///
    /// Gradient: to input, weight and bias, through mean and variance.
    ///
    /// Accuracy: two passes; sums in eight lanes over pieces of 4096, added in `float64`.
    ///
    /// - Returns: The output; the means; the variances, divided by the count n. Running variances
    ///   take the unbiased ones: times n / (n − 1). Of an empty batch both are NaN: leave running
    ///   statistics as they are then.
    /// - Throws: ``TensorError`` when shapes or types do not fit, or a channel has one value only.
    ///
    /// Source: Ioffe and Szegedy 2015, "Batch normalization", algorithm 1.
    package func batchNormTraining(
        weight: Tensor? = nil, bias: Tensor? = nil, eps: Double = 1e-5
    ) throws(TensorError) -> (output: Tensor, mean: Tensor, variance: Tensor) {
        var inputs = [self]
        if let weight {
            inputs.append(weight)
        } else if bias != nil, rank > 1 {
            inputs.append(try Tensor.ones([shape[1]], dtype: dtype))
        }
        if let bias { inputs.append(bias) }
        let result = try BatchNormalization(eps: eps)(inputs)
        return (result.first, result.second.untracked(), result.third.untracked())
    }

    /// (x − mean) / √(variance + ε) · weight + bias with given statistics, in one pass over x.
    ///
    /// Shape: [n, channels, ...] with all others [channels] → the same.
    ///
    /// Gradient: to all that are tracked.
    ///
    /// - Throws: ``TensorError`` when shapes or types do not fit.
    ///
    /// Source: Ioffe and Szegedy 2015, "Batch normalization", algorithm 2.
    package func batchNormEvaluation(
        mean: Tensor, variance: Tensor, weight: Tensor? = nil, bias: Tensor? = nil,
        eps: Double = 1e-5
    ) throws(TensorError) -> Tensor {
        let others = [mean, variance, weight, bias].compactMap { $0 }
        try BatchNormalization.check(self, perChannel: others)
        // In half precision shift would lose what x · scale has in common with it.
        var scale = try (variance.widened() + eps).sqrt().reciprocal()
        if let weight { scale = try scale * weight.widened() }
        var shift = try -(mean.widened() * scale)
        if let bias { shift = try shift + bias.widened() }
        return try ChannelTransform()(Triple(widened(), scale, shift)).to(dtype: dtype)
    }
}
