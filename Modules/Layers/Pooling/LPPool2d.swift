/// (Σ xᵖ)^(1/p) over each window of images; the largest |x| for p = ∞, the smallest for −∞.
///
/// Shape: [n, channels, height, width] → [n, channels, height', width']; likewise without n.
///
/// Gradient: 0 in windows whose sum is 0.
///
/// Source: PyTorch 2.13, `torch.nn.LPPool2d`.
public final class LPPool2d: ConfigurableLayer, Sendable {
    public typealias Configuration = LPPoolConfiguration<Size2>

    public static let layerName = "LPPool2d"
    public let configuration: Configuration

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(_ configuration: Configuration, generator _: Generator) throws {
        try configuration.validate(Self.layerName)
        self.configuration = configuration
    }

    /// A layer with the exponent `normType`, p, and windows of a size.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public convenience init(
        _ normType: Double, kernelSize: Size2, stride: Size2? = nil, ceilMode: Bool = false
    ) throws {
        try self.init(
            Configuration(
                normType: normType, kernelSize: kernelSize, stride: stride, ceilMode: ceilMode),
            generator: .default)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.lpPool2d(
            configuration.normType, kernelSize: configuration.kernelSize,
            stride: configuration.stride, ceilMode: configuration.ceilMode)
    }
}

extension LPPool2d {
    public static var samples: [LayerSample<LPPool2d>] {
        get throws {
            [
                try LayerSample(
                    "squares", Configuration(normType: 2, kernelSize: 2), shape: [1, 2, 4, 4],
                    refusing: [[4, 4], [1, 2, 1, 4]]),
                try LayerSample(
                    "a fraction, overlapping",
                    Configuration(
                        normType: 1.5, kernelSize: Size2(3, 2), stride: Size2(1, 2),
                        ceilMode: true), input: Samples.values([1, 4, 5], in: 0.5...2)),
            ]
        }
    }
}
