import Kernels

/// −λα of SELU, what it tends to for large negative numbers: where `alphaDropout` sends elements.
private let dropped = -1.758_099_340_847_376_6

extension Tensor {
    /// Whole channels set to 0 with probability `p`, the others scaled by 1/(1 − p).
    ///
    /// Shape: [n, channels, ...] → the same; with `isBatched` false [channels, ...].
    ///
    /// - Throws: ``TensorError`` when `p` lies outside 0...1, there are no channels, or elements are
    ///   integers.
    ///
    /// Source: Tompson et al. 2015, "Efficient object localization using convolutional networks",
    /// section 3.2; PyTorch 2.13, `torch.nn.functional.dropout1d`, `dropout2d` and `dropout3d`.
    public func featureDropout(
        p: Double = 0.5, isBatched: Bool = true, generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        let channels = try channelShape(isBatched: isBatched, "featureDropout")
        return try self * Tensor.ones(channels, dtype: dtype).dropout(p: p, generator: generator)
    }

    /// Elements set to −λα of SELU with probability `p`, and all scaled and shifted so that numbers
    /// with mean 0 and variance 1 keep both.
    ///
    /// - Throws: ``TensorError`` when `p` lies outside 0...1 or elements are integers.
    ///
    /// Source: Klambauer et al. 2017, "Self-normalizing neural networks", section 3; PyTorch 2.13,
    /// `torch.nn.functional.alpha_dropout`.
    public func alphaDropout(
        p: Double = 0.5, generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        try alphaDropout(p, shape, generator)
    }

    /// As `alphaDropout`, of whole channels.
    ///
    /// Shape: [n, channels, ...] → the same.
    ///
    /// - Throws: ``TensorError`` when `p` lies outside 0...1, there are no channels, or elements are
    ///   integers.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.feature_alpha_dropout`.
    public func featureAlphaDropout(
        p: Double = 0.5, generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        try alphaDropout(p, channelShape(isBatched: true, "featureAlphaDropout"), generator)
    }

    /// With q = 1 − p kept, the mean of what is dropped to α′ or kept of x is p α′, its variance
    /// q (1 + p α′²): a = 1 / √(q (1 + p α′²)) and b = −a p α′ bring both back.
    private func alphaDropout(
        _ p: Double, _ maskShape: Shape, _ generator: Generator
    ) throws(TensorError) -> Tensor {
        let scaled = try Tensor.ones(maskShape, dtype: dtype).dropout(p: p, generator: generator)
        // Nothing is kept: a has no finite value.
        guard p < 1 else { return try self * scaled }
        let kept = scaled * (1 - p)
        let a = 1 / ((1 - p) * (1 + p * dropped * dropped)).squareRoot()
        let shift = (1 - kept) * (a * dropped) - a * p * dropped
        return try self * (kept * a) + shift
    }

    /// One place for each channel.
    private func channelShape(isBatched: Bool, _ name: String) throws(TensorError) -> Shape {
        let leading = isBatched ? 2 : 1
        guard rank >= leading else {
            throw TensorError(
                .shape, name, expected: isBatched ? "[n, channels, ...]" : "[channels, ...]",
                got: "\(shape)", inputs: [self])
        }
        return Shape(shape.enumerated().map { $0 < leading ? $1 : 1 })
    }
}
