extension Tensor {
    /// Channels spread over blocks of pixels: the image grows by `upscaleFactor`.
    ///
    /// Shape: [..., channels · r², height, width] → [..., channels, height · r, width · r], r =
    /// `upscaleFactor`.
    ///
    /// - Throws: ``TensorError`` unless the channels are a multiple of r².
    ///
    /// Source: Shi et al. 2016, "Real-time single image and video super-resolution"; PyTorch 2.13,
    /// `torch.nn.functional.pixel_shuffle`.
    public func pixelShuffle(_ upscaleFactor: Int) throws(TensorError) -> Tensor {
        let r = upscaleFactor
        guard r >= 1, r < 1 << 15, rank >= 3, shape[rank - 3].isMultiple(of: r * r) else {
            throw TensorError(
                .shape, "pixelShuffle",
                expected: "[..., a multiple of upscaleFactor², height, width]",
                got: "\(shape) and \(r)", inputs: [self])
        }
        let (batch, tail) = (Array(shape.dropLast(3)), Array(shape.suffix(3)))
        let channels = tail[0] / (r * r)
        let start = batch.count
        // [channels, r, r, height, width] → [channels, height, r, width, r]
        let order = Array(0..<start) + [0, 3, 1, 4, 2].map { start + $0 }
        return try reshape(Shape(batch + [channels, r, r, tail[1], tail[2]])).permute(order)
            .reshape(Shape(batch + [channels, tail[1] * r, tail[2] * r]))
    }

    /// Blocks of pixels gathered into channels: ``pixelShuffle(_:)`` backwards.
    ///
    /// Shape: [..., channels, height · r, width · r] → [..., channels · r², height, width], r =
    /// `downscaleFactor`.
    ///
    /// - Throws: ``TensorError`` unless height and width are multiples of r.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.pixel_unshuffle`.
    public func pixelUnshuffle(_ downscaleFactor: Int) throws(TensorError) -> Tensor {
        let r = downscaleFactor
        guard r >= 1, r < 1 << 15, rank >= 3, shape[rank - 2].isMultiple(of: r),
            shape[rank - 1].isMultiple(of: r)
        else {
            throw TensorError(
                .shape, "pixelUnshuffle",
                expected: "[..., channels, height, width], height and width multiples of "
                    + "downscaleFactor", got: "\(shape) and \(r)", inputs: [self])
        }
        let (batch, tail) = (Array(shape.dropLast(3)), Array(shape.suffix(3)))
        let (height, width) = (tail[1] / r, tail[2] / r)
        let start = batch.count
        // [channels, height, r, width, r] → [channels, r, r, height, width]
        let order = Array(0..<start) + [0, 2, 4, 1, 3].map { start + $0 }
        return try reshape(Shape(batch + [tail[0], height, r, width, r])).permute(order)
            .reshape(Shape(batch + [tail[0] * r * r, height, width]))
    }

    /// The channels of `groups` groups dealt out in turn: of [a b | c d] the order a c b d.
    ///
    /// Shape: [n, channels, ...] → the same.
    ///
    /// - Throws: ``TensorError`` unless `groups` divides the channels.
    ///
    /// Source: Zhang, Zhou, Lin, Sun 2018, "ShuffleNet", section 3.1; PyTorch 2.13,
    /// `torch.nn.functional.channel_shuffle`.
    public func channelShuffle(groups: Int) throws(TensorError) -> Tensor {
        guard groups >= 1, rank >= 3, shape[1].isMultiple(of: groups) else {
            throw TensorError(
                .shape, "channelShuffle",
                expected:
                    "[n, channels, ...] of at least three dims, channels a multiple of groups",
                got: "\(shape) and \(groups)", inputs: [self])
        }
        return try unflatten(dim: 1, [groups, shape[1] / groups]).transpose(1, 2)
            .flatten(startDim: 1, endDim: 2)
    }
}
