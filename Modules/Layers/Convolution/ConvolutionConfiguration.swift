/// The options of ``Conv1d``, ``Conv2d`` and ``Conv3d``, named as PyTorch's.
public struct ConvolutionConfiguration<Size: WindowSize>: Codable, Sendable, Hashable {
    /// Channels of the input.
    public var inChannels: Int
    /// Channels of the output: how many kernels there are in all.
    public var outChannels: Int
    /// The size of a kernel.
    public var kernelSize: Size
    /// From one window to the next.
    public var stride: Size
    /// What the input gets on each side.
    public var padding: ConvolutionPadding<Size>
    /// From one element of the kernel to the next.
    public var dilation: Size
    /// Groups of channels, each of which sees its own input channels only.
    public var groups: Int
    /// Whether a bias is added.
    public var bias: Bool
    /// What the input is padded with.
    public var paddingMode: ConvolutionPaddingMode

    public init(
        inChannels: Int, outChannels: Int, kernelSize: Size, stride: Size = 1,
        padding: ConvolutionPadding<Size> = 0, dilation: Size = 1, groups: Int = 1,
        bias: Bool = true, paddingMode: ConvolutionPaddingMode = .zeros
    ) {
        self.inChannels = inChannels
        self.outChannels = outChannels
        self.kernelSize = kernelSize
        self.stride = stride
        self.padding = padding
        self.dilation = dilation
        self.groups = groups
        self.bias = bias
        self.paddingMode = paddingMode
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        inChannels = try container.decode(Int.self, forKey: .inChannels)
        outChannels = try container.decode(Int.self, forKey: .outChannels)
        kernelSize = try container.decode(Size.self, forKey: .kernelSize)
        stride = try container.decodeIfPresent(Size.self, forKey: .stride) ?? 1
        padding =
            try container.decodeIfPresent(ConvolutionPadding<Size>.self, forKey: .padding) ?? 0
        dilation = try container.decodeIfPresent(Size.self, forKey: .dilation) ?? 1
        groups = try container.decodeIfPresent(Int.self, forKey: .groups) ?? 1
        bias = try container.decodeIfPresent(Bool.self, forKey: .bias) ?? true
        paddingMode =
            try container.decodeIfPresent(ConvolutionPaddingMode.self, forKey: .paddingMode)
            ?? .zeros
    }

    func validate(_ layer: String) throws(TensorError) {
        guard inChannels > 0, outChannels > 0, groups > 0, inChannels.isMultiple(of: groups),
            outChannels.isMultiple(of: groups)
        else {
            throw TensorError(
                .value, layer,
                expected: "at least 1 channel and 1 group, and groups that divide the channels",
                got: "\(inChannels) inputs, \(outChannels) outputs and \(groups) groups")
        }
        try inChannels.require(atLeast: 1, "inChannels", layer)
        try outChannels.require(atLeast: 1, "outChannels", layer)
        try kernelSize.require(atLeast: 1, "kernelSize", layer)
        try stride.require(atLeast: 1, "stride", layer)
        try dilation.require(atLeast: 1, "dilation", layer)
        try padding.validate(stride: stride, layer)
    }

    /// The weight and the bias that a layer starts with.
    func start(_ generator: Generator) throws(TensorError) -> (weight: Tensor, bias: Tensor?) {
        try Tensor.standardWeight(
            Shape([outChannels, inChannels / groups] + kernelSize.extents), bias: bias,
            generator: generator)
    }

    /// The input as the convolution takes it, and the padding that is left to the convolution.
    func padded(
        _ input: Tensor
    ) throws(TensorError) -> (input: Tensor, padding: ConvolutionPadding<Size>) {
        let ends = padding.ends(kernel: kernelSize.extents, dilation: dilation)
        guard let mode = paddingMode.mode,
            // The convolution refuses other inputs, and shall show them as they came.
            [1, 2].contains(input.rank - ends.count),
            input.shape[input.rank - ends.count - 1] == inChannels
        else { return (input, padding) }
        let lastFirst = ends.reversed().flatMap { [$0.before, $0.after] }
        return (try input.pad(lastFirst, mode: mode), .named(.valid))
    }
}
