import Kernels

extension Tensor {
    /// The convolution (cross-correlation) of these volumes with the kernels of `weight`.
    ///
    /// Shape: [n, channels, depth, height, width] with weight [outputs, channels / groups,
    /// kernelDepth, kernelHeight, kernelWidth] and bias [outputs] → [n, outputs, depth', height',
    /// width'], where depth' = ⌊(depth + 2 padding − dilation (kernelDepth − 1) − 1) / stride⌋ + 1;
    /// likewise without n.
    ///
    /// Gradient: to input, weight and bias.
    ///
    /// - Parameters:
    ///   - padding: Zeros on each side; `.same` gives an output as large as the volume, for a stride
    ///     of 1 only.
    ///   - groups: The channels of input and output are cut into so many groups, each of which sees
    ///     its own only.
    /// - Throws: ``TensorError`` when the kernel is larger than the padded input, channels and
    ///   groups do not fit, types differ, or an option is out of range.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.conv3d`.
    public func conv3d(
        weight: Tensor, bias: Tensor? = nil, stride: Size3 = 1, padding: some Conv3dPadding = 0,
        dilation: Size3 = 1, groups: Int = 1
    ) throws(TensorError) -> Tensor {
        let name = "conv3d"
        let given = [self, weight] + (bias.map { [$0] } ?? [])
        guard rank == 4 || rank == 5, weight.rank == 5, !weight.shape.dropFirst(2).contains(0)
        else {
            throw TensorError(
                .shape, name,
                expected: "an input [n, channels, depth, height, width] and a weight [outputs, "
                    + "channels / groups, depth, height, width]",
                got: "\(shape) and \(weight.shape)", inputs: given)
        }
        // Bounds keep the arithmetic on sizes within an Int.
        let steps = stride.extents + dilation.extents
        guard groups >= 1, steps.allSatisfy({ (1..<1 << 24).contains($0) }) else {
            throw TensorError(
                .value, name, expected: "stride, dilation and groups of at least 1",
                got: "stride \(stride), dilation \(dilation), groups \(groups)")
        }
        let padding = padding.conv3dPadding
        try padding.validate(stride: stride, name)
        let ends = padding.ends(kernel: Array(weight.shape.suffix(3)), dilation: dilation)
        guard ends.allSatisfy({ Swift.max($0.before, $0.after) < 1 << 30 }) else {
            throw TensorError(
                .value, name, expected: "a padding below 2^30", got: "padding \(padding)")
        }
        let volumes = rank == 5 ? self : try unsqueeze(dim: 0)
        let lowering = VolumeLowering(
            stride: stride, dilation: dilation, ends: ends)
        let result = try lowering.convolve(volumes, weight, bias, groups, given)
        return rank == 5 ? result : try result.squeeze(dim: 0)
    }
}

/// A convolution of volumes as one of images.
///
/// Each plane of the result is that of an image whose channels are those of the kernelDepth planes
/// below it: y[n, o, t] = Σ_k conv2d(x[n, :, t s + k d − p], w[o, :, k]) is the convolution of
/// [n · depth', channels · kernelDepth, height, width] with [outputs, channels / groups ·
/// kernelDepth, …], the planes of a channel side by side so that groups stay whole. The images take
/// kernelDepth times the memory of the input, and all work goes through the convolution of images.
private struct VolumeLowering {
    let stride, dilation: Size3
    /// Zeros before and after planes, rows and columns.
    let ends: [(before: Int, after: Int)]

    func convolve(
        _ x: Tensor, _ weight: Tensor, _ bias: Tensor?, _ groups: Int, _ given: [Tensor]
    ) throws(TensorError) -> Tensor {
        let (channels, kernel) = (x.shape[1], weight.shape[2])
        let padded = x.shape[2] + ends[0].before + ends[0].after
        let room = padded - 1 - dilation.depth * (kernel - 1)
        guard room >= 0 else { throw refusal(x, weight, given) }
        let depth = room / stride.depth + 1
        let volume = try x.pad([0, 0, 0, 0, ends[0].before, ends[0].after])
        let places = try Tensor(
            (0..<depth).flatMap { plane in
                (0..<kernel).map { Int64(plane * stride.depth + $0 * dilation.depth) }
            })
        let images = try volume.indexSelect(dim: 2, places)
            .reshape([x.shape[0], channels, depth, kernel, x.shape[3], x.shape[4]])
            .permute(0, 2, 1, 3, 4, 5)
            .reshape([x.shape[0] * depth, channels * kernel, x.shape[3], x.shape[4]])
        let kernels = try weight.reshape([
            weight.shape[0], weight.shape[1] * kernel, weight.shape[3], weight.shape[4],
        ])
        let options = Convolution2dOptions(
            stride: stride.plane, padding: Size2(ends[1].before, ends[2].before),
            surplus: Size2(ends[1].after - ends[1].before, ends[2].after - ends[2].before),
            dilation: dilation.plane, groups: groups)
        let operation = Convolution2d(options)
        let inputs = [images, kernels] + (bias.map { [$0] } ?? [])
        let spec: TensorSpec
        do throws(TensorError) { spec = try operation.infer(inputs) } catch {
            throw refusal(x, weight, given)
        }
        return try operation(inputs)
            .reshape(Shape([x.shape[0], depth] + Array(spec.shape.dropFirst())))
            .permute(0, 2, 1, 3, 4)
    }

    private func refusal(_ x: Tensor, _ weight: Tensor, _ given: [Tensor]) -> TensorError {
        TensorError(
            .shape, "conv3d",
            expected: "a kernel that fits the padded input, channels that are groups × the "
                + "weight's, a bias for each output, and one floating-point type",
            got: given.map { "\($0.dtype) \($0.shape)" }.joined(separator: ", "),
            hint: "The weight is [outputs, channels / groups, depth, height, width].",
            inputs: given)
    }
}
