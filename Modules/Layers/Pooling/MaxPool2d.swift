/// The largest element of each window of images.
///
/// Shape: [n, channels, height, width] → [n, channels, height', width'], height' =
/// ⌊(height + 2 padding − dilation (kernelHeight − 1) − 1) / stride⌋ + 1, ⌈…⌉ with `ceilMode`;
/// likewise without n.
///
/// Source: PyTorch 2.13, `torch.nn.MaxPool2d`.
public final class MaxPool2d: ConfigurableLayer, Sendable {
    public typealias Configuration = MaxPoolConfiguration<Size2>

    public static let layerName = "MaxPool2d"
    public let configuration: Configuration

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(_ configuration: Configuration, generator _: Generator) throws {
        try configuration.validate(Self.layerName)
        self.configuration = configuration
    }

    /// A layer with windows of a size.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public convenience init(
        _ kernelSize: Size2, stride: Size2? = nil, padding: Size2 = 0, dilation: Size2 = 1,
        ceilMode: Bool = false
    ) throws {
        try self.init(
            Configuration(
                kernelSize: kernelSize, stride: stride, padding: padding, dilation: dilation,
                ceilMode: ceilMode), generator: .default)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.maxPool2d(
            kernelSize: configuration.kernelSize, stride: configuration.stride,
            padding: configuration.padding, dilation: configuration.dilation,
            ceilMode: configuration.ceilMode)
    }
}

extension MaxPool2d {
    public static var samples: [LayerSample<MaxPool2d>] {
        get throws {
            [
                try LayerSample(
                    "2×2", Configuration(kernelSize: 2), shape: [1, 2, 4, 4],
                    refusing: [[4, 4], [1, 2, 1, 4]]),
                try LayerSample(
                    "overlapping", Configuration(kernelSize: 3, stride: 1, padding: 1),
                    shape: [1, 1, 4, 5]),
                try LayerSample(
                    "last windows", Configuration(kernelSize: 2, ceilMode: true), shape: [1, 3, 5]),
            ]
        }
    }
}
