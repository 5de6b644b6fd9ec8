/// The convolution (cross-correlation) of sequences with learnt kernels, plus a bias per output
/// channel.
///
/// Shape: [n, inChannels, length] → [n, outChannels, length'], length' =
/// ⌊(length + 2 padding − dilation (kernelSize − 1) − 1) / stride⌋ + 1; likewise without n.
/// weight [outChannels, inChannels / groups, kernelSize], bias [outChannels].
///
/// The padding is a number, or `same` for an output as large as the input, with a stride of 1; it is
/// of zeros, or what `paddingMode` says.
///
/// Weight and bias start uniform over ±1/√(inChannels / groups · kernelSize).
///
/// Source: PyTorch 2.13, `torch.nn.Conv1d`.
public final class Conv1d: ConfigurableLayer, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, a locked cell, is never replaced after init.

    public typealias Configuration = ConvolutionConfiguration<Int>

    public static let layerName = "Conv1d"
    public let configuration: Configuration

    /// The kernels, [outChannels, inChannels / groups, kernelSize].
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
        _ inChannels: Int, _ outChannels: Int, kernelSize: Int, stride: Int = 1,
        padding: some Conv1dPadding = 0, dilation: Int = 1, groups: Int = 1, bias: Bool = true,
        paddingMode: ConvolutionPaddingMode = .zeros, generator: Generator = .default
    ) throws {
        try self.init(
            Configuration(
                inChannels: inChannels, outChannels: outChannels, kernelSize: kernelSize,
                stride: stride, padding: padding.conv1dPadding, dilation: dilation,
                groups: groups, bias: bias, paddingMode: paddingMode), generator: generator)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        let (padded, padding) = try configuration.padded(input)
        return try padded.conv1d(
            weight: weight, bias: bias?.value, stride: configuration.stride, padding: padding,
            dilation: configuration.dilation, groups: configuration.groups)
    }
}

extension Conv1d {
    public static var samples: [LayerSample<Conv1d>] {
        get throws {
            [
                try LayerSample(
                    "padded",
                    Configuration(inChannels: 2, outChannels: 3, kernelSize: 3, padding: 1),
                    shape: [2, 2, 4], refusing: [[2, 3, 4], [4], [1, 2, 2, 2]]),
                try LayerSample(
                    "groups and steps",
                    Configuration(
                        inChannels: 4, outChannels: 2, kernelSize: 2, stride: 2, groups: 2,
                        bias: false), shape: [1, 4, 5], refusing: [[1, 4, 1]]),
                try LayerSample(
                    "one sequence, with gaps",
                    Configuration(inChannels: 1, outChannels: 2, kernelSize: 2, dilation: 2),
                    shape: [1, 5]),
                try LayerSample(
                    "as long as the input",
                    Configuration(inChannels: 2, outChannels: 1, kernelSize: 4, padding: .same),
                    shape: [1, 2, 3]),
                try LayerSample(
                    "mirrored",
                    Configuration(
                        inChannels: 2, outChannels: 2, kernelSize: 3, padding: 2,
                        paddingMode: .reflect), shape: [1, 2, 4],
                    refusing: [[1, 2, 2], [1, 3, 4], [4]]),
            ]
        }
    }
}
