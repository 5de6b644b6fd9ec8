/// The transposed convolution of images with learnt kernels, plus a bias per output channel: what a
/// convolution with the same options sends back as the gradient of its input.
///
/// Shape: [n, inChannels, height, width] → [n, outChannels, height', width'], height' =
/// (height − 1) stride − 2 padding + dilation (kernelHeight − 1) + outputPadding + 1; likewise
/// without n. weight [inChannels, outChannels / groups, kernelHeight, kernelWidth], bias
/// [outChannels].
///
/// Weight and bias start uniform over ±1/√(outChannels / groups · kernelHeight · kernelWidth).
///
/// Source: PyTorch 2.13, `torch.nn.ConvTranspose2d`.
public final class ConvTranspose2d: ConfigurableLayer, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, a locked cell, is never replaced after init.

    public typealias Configuration = ConvTransposeConfiguration<Size2>

    public static let layerName = "ConvTranspose2d"
    public let configuration: Configuration

    /// The kernels, [inChannels, outChannels / groups, kernelHeight, kernelWidth].
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
        padding: Size2 = 0, outputPadding: Size2 = 0, groups: Int = 1, bias: Bool = true,
        dilation: Size2 = 1, generator: Generator = .default
    ) throws {
        try self.init(
            Configuration(
                inChannels: inChannels, outChannels: outChannels, kernelSize: kernelSize,
                stride: stride, padding: padding, outputPadding: outputPadding, groups: groups,
                bias: bias, dilation: dilation), generator: generator)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.convTranspose2d(
            weight: weight, bias: bias?.value, stride: configuration.stride,
            padding: configuration.padding, outputPadding: configuration.outputPadding,
            groups: configuration.groups, dilation: configuration.dilation)
    }
}

extension ConvTranspose2d {
    public static var samples: [LayerSample<ConvTranspose2d>] {
        get throws {
            [
                try LayerSample(
                    "stride",
                    Configuration(
                        inChannels: 2, outChannels: 2, kernelSize: 3, stride: 2, padding: 1,
                        outputPadding: Size2(1, 0)), shape: [1, 2, 2, 2],
                    refusing: [[2, 3, 3, 3], [3], [2, 2], [1, 2, 0, 2]]),
                try LayerSample(
                    "groups and gaps, one image",
                    Configuration(
                        inChannels: 4, outChannels: 2, kernelSize: Size2(2, 1), groups: 2,
                        bias: false, dilation: 2), shape: [4, 2, 2]),
            ]
        }
    }
}
