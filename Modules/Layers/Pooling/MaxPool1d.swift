/// The largest number of each window of sequences.
///
/// Shape: [n, channels, length] → [n, channels, length']; likewise without n.
///
/// Source: PyTorch 2.13, `torch.nn.MaxPool1d`.
public final class MaxPool1d: ConfigurableLayer, Sendable {
    public typealias Configuration = MaxPoolConfiguration<Int>

    public static let layerName = "MaxPool1d"
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
        _ kernelSize: Int, stride: Int? = nil, padding: Int = 0, dilation: Int = 1,
        ceilMode: Bool = false
    ) throws {
        try self.init(
            Configuration(
                kernelSize: kernelSize, stride: stride, padding: padding, dilation: dilation,
                ceilMode: ceilMode), generator: .default)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.maxPool1d(
            kernelSize: configuration.kernelSize, stride: configuration.stride,
            padding: configuration.padding, dilation: configuration.dilation,
            ceilMode: configuration.ceilMode)
    }
}

extension MaxPool1d {
    public static var samples: [LayerSample<MaxPool1d>] {
        get throws {
            [
                try LayerSample(
                    "pairs", Configuration(kernelSize: 2), shape: [1, 2, 4],
                    refusing: [[4], [1, 2, 1], [1, 1, 2, 4]]),
                try LayerSample(
                    "overlapping", Configuration(kernelSize: 3, stride: 1, padding: 1),
                    shape: [2, 5]),
            ]
        }
    }
}
