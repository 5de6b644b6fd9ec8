/// The convolution (cross-correlation) of volumes with learnt kernels, plus a bias per output
/// channel.
///
/// Shape: [n, inChannels, depth, height, width] → [n, outChannels, depth', height', width'], depth' =
/// ⌊(depth + 2 padding − dilation (kernelDepth − 1) − 1) / stride⌋ + 1; likewise without n.
/// weight [outChannels, inChannels / groups, kernelDepth, kernelHeight, kernelWidth], bias
/// [outChannels].
///
/// The padding is a number, or `same` for an output as large as the input, with a stride of 1; it is
/// of zeros, or what `paddingMode` says.
///
/// Weight and bias start uniform over ±1/√(inChannels / groups · the kernel's size).
///
/// Source: PyTorch 2.13, `torch.nn.Conv3d`.
public final class Conv3d: ConfigurableLayer, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, a locked cell, is never replaced after init.

    public typealias Configuration = ConvolutionConfiguration<Size3>

    public static let layerName = "Conv3d"
    public let configuration: Configuration

    /// The kernels, [outChannels, inChannels / groups, kernelDepth, kernelHeight, kernelWidth].
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
        _ inChannels: Int, _ outChannels: Int, kernelSize: Size3, stride: Size3 = 1,
        padding: some Conv3dPadding = 0, dilation: Size3 = 1, groups: Int = 1, bias: Bool = true,
        paddingMode: ConvolutionPaddingMode = .zeros, generator: Generator = .default
    ) throws {
        try self.init(
            Configuration(
                inChannels: inChannels, outChannels: outChannels, kernelSize: kernelSize,
                stride: stride, padding: padding.conv3dPadding, dilation: dilation,
                groups: groups, bias: bias, paddingMode: paddingMode), generator: generator)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        let (padded, padding) = try configuration.padded(input)
        return try padded.conv3d(
            weight: weight, bias: bias?.value, stride: configuration.stride, padding: padding,
            dilation: configuration.dilation, groups: configuration.groups)
    }
}

extension Conv3d {
    public static var samples: [LayerSample<Conv3d>] {
        get throws {
            [
                try LayerSample(
                    "padded",
                    Configuration(
                        inChannels: 2, outChannels: 2, kernelSize: 2, padding: 1),
                    shape: [1, 2, 2, 2, 1],
                    refusing: [[1, 3, 2, 2, 2], [2, 2, 2], [1, 1, 2, 2, 2, 2]]),
                try LayerSample(
                    "groups and steps, one volume",
                    Configuration(
                        inChannels: 2, outChannels: 2, kernelSize: Size3(2, 1, 2), stride: 2,
                        groups: 2, bias: false), shape: [2, 3, 2, 2]),
                try LayerSample(
                    "mirrored",
                    Configuration(
                        inChannels: 1, outChannels: 1, kernelSize: 3, padding: 1,
                        paddingMode: .reflect), shape: [1, 1, 2, 2, 2]),
            ]
        }
    }
}
