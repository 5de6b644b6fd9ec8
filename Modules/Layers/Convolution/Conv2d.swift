/// The convolution (cross-correlation) of images with learnt kernels, plus a bias per output
/// channel.
///
/// Shape: [n, inChannels, height, width] → [n, outChannels, height', width'], height' =
/// ⌊(height + 2 padding − dilation (kernelHeight − 1) − 1) / stride⌋ + 1; likewise without n.
/// weight [outChannels, inChannels / groups, kernelHeight, kernelWidth], bias [outChannels].
///
/// The padding is a number, or `same` for an output as large as the input, with a stride of 1; it is
/// of zeros, or what `paddingMode` says.
///
/// Weight and bias start uniform over ±1/√(inChannels / groups · kernelHeight · kernelWidth).
///
/// Source: PyTorch 2.13, `torch.nn.Conv2d`.
public final class Conv2d: ConfigurableLayer, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, a locked cell, is never replaced after init.

    public typealias Configuration = ConvolutionConfiguration<Size2>

    public static let layerName = "Conv2d"
    public let configuration: Configuration

    /// The kernels, [outChannels, inChannels / groups, kernelHeight, kernelWidth].
    @Parameter public var weight: Tensor
    /// The bias, [outChannels], or nil.
    public let bias: Parameter?

    /// - Throws: ``TensorError`` when an option is out of range or `groups` does not divide the
    ///   channels.
    public init(_ configuration: Configuration, generator: Generator) throws {
        try configuration.validate(Self.layerName)
        self.configuration = configuration
        let start = try configuration.start(generator)
        weight = start.weight
        bias = start.bias.map { Parameter($0) }
    }

    /// A layer from `inChannels` channels to `outChannels`.
    ///
    /// - Throws: ``TensorError`` when an option is out of range or `groups` does not divide the
    ///   channels.
    public convenience init(
        _ inChannels: Int, _ outChannels: Int, kernelSize: Size2, stride: Size2 = 1,
        padding: some Conv2dPadding = 0, dilation: Size2 = 1, groups: Int = 1, bias: Bool = true,
        paddingMode: ConvolutionPaddingMode = .zeros, generator: Generator = .default
    ) throws {
        try self.init(
            Configuration(
                inChannels: inChannels, outChannels: outChannels, kernelSize: kernelSize,
                stride: stride, padding: padding.conv2dPadding, dilation: dilation,
                groups: groups, bias: bias, paddingMode: paddingMode), generator: generator)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        let (padded, padding) = try configuration.padded(input)
        return try padded.conv2d(
            weight: weight, bias: bias?.value, stride: configuration.stride, padding: padding,
            dilation: configuration.dilation, groups: configuration.groups)
    }
}

extension Conv2d {
    public static var samples: [LayerSample<Conv2d>] {
        get throws {
            [
                try LayerSample(
                    "padded",
                    Configuration(inChannels: 2, outChannels: 3, kernelSize: 3, padding: 1),
                    shape: [2, 2, 4, 3], refusing: [[2, 3, 4, 3], [4, 3], [1, 2, 2, 2, 2]]),
                try LayerSample(
                    "groups and steps",
                    Configuration(
                        inChannels: 4, outChannels: 2, kernelSize: Size2(2, 1), stride: 2,
                        groups: 2, bias: false), shape: [1, 4, 5, 4], refusing: [[1, 4, 1, 1]]),
                try LayerSample(
                    "one image, with gaps",
                    Configuration(inChannels: 1, outChannels: 2, kernelSize: 2, dilation: 2),
                    shape: [1, 4, 5]),
                try LayerSample(
                    "as large as the input",
                    Configuration(
                        inChannels: 1, outChannels: 2, kernelSize: Size2(2, 3), padding: .same),
                    shape: [1, 1, 3, 4]),
                try LayerSample(
                    "from the other end",
                    Configuration(
                        inChannels: 1, outChannels: 2, kernelSize: 2, padding: 1,
                        paddingMode: .circular), shape: [1, 1, 3, 2],
                    refusing: [[1, 1, 0, 2], [1, 2, 3, 2]]),
            ]
        }
    }
}
