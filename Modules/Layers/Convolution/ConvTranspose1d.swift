/// The transposed convolution of sequences with learnt kernels, plus a bias per output channel: what a
/// convolution with the same options sends back as the gradient of its input.
///
/// Shape: [n, inChannels, length] → [n, outChannels, length'], length' =
/// (length − 1) stride − 2 padding + dilation (kernelSize − 1) + outputPadding + 1; likewise without
/// n. weight [inChannels, outChannels / groups, kernelSize], bias [outChannels].
///
/// Weight and bias start uniform over ±1/√(outChannels / groups · kernelSize).
///
/// Source: PyTorch 2.13, `torch.nn.ConvTranspose1d`.
public final class ConvTranspose1d: ConfigurableLayer, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, a locked cell, is never replaced after init.

    public typealias Configuration = ConvTransposeConfiguration<Int>

    public static let layerName = "ConvTranspose1d"
    public let configuration: Configuration

    /// The kernels, [inChannels, outChannels / groups, kernelSize].
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
        padding: Int = 0, outputPadding: Int = 0, groups: Int = 1, bias: Bool = true,
        dilation: Int = 1, generator: Generator = .default
    ) throws {
        try self.init(
            Configuration(
                inChannels: inChannels, outChannels: outChannels, kernelSize: kernelSize,
                stride: stride, padding: padding, outputPadding: outputPadding, groups: groups,
                bias: bias, dilation: dilation), generator: generator)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.convTranspose1d(
            weight: weight, bias: bias?.value, stride: configuration.stride,
            padding: configuration.padding, outputPadding: configuration.outputPadding,
            groups: configuration.groups, dilation: configuration.dilation)
    }
}

extension ConvTranspose1d {
    public static var samples: [LayerSample<ConvTranspose1d>] {
        get throws {
            [
                try LayerSample(
                    "stride",
                    Configuration(
                        inChannels: 2, outChannels: 3, kernelSize: 3, stride: 2, padding: 1,
                        outputPadding: 1), shape: [2, 2, 3],
                    refusing: [[2, 3, 3], [3], [1, 2, 2, 2], [1, 2, 0]]),
                try LayerSample(
                    "groups and gaps, one sequence",
                    Configuration(
                        inChannels: 4, outChannels: 2, kernelSize: 2, groups: 2, bias: false,
                        dilation: 2), shape: [4, 3]),
            ]
        }
    }
}
