/// (Σ xᵖ)^(1/p) over each window of sequences; the largest |x| for p = ∞, the smallest for −∞.
///
/// Shape: [n, channels, length] → [n, channels, length']; likewise without n.
///
/// Gradient: 0 in windows whose sum is 0.
///
/// Source: PyTorch 2.13, `torch.nn.LPPool1d`.
public final class LPPool1d: ConfigurableLayer, Sendable {
    public typealias Configuration = LPPoolConfiguration<Int>

    public static let layerName = "LPPool1d"
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
        _ normType: Double, kernelSize: Int, stride: Int? = nil, ceilMode: Bool = false
    ) throws {
        try self.init(
            Configuration(
                normType: normType, kernelSize: kernelSize, stride: stride, ceilMode: ceilMode),
            generator: .default)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.lpPool1d(
            configuration.normType, kernelSize: configuration.kernelSize,
            stride: configuration.stride, ceilMode: configuration.ceilMode)
    }
}

extension LPPool1d {
    public static var samples: [LayerSample<LPPool1d>] {
        get throws {
            [
                try LayerSample(
                    "squares", Configuration(normType: 2, kernelSize: 2), shape: [1, 2, 4],
                    refusing: [[4], [1, 2, 1], [1, 1, 2, 4]]),
                try LayerSample(
                    "a fraction, not full",
                    Configuration(normType: 1.5, kernelSize: 2, stride: 3, ceilMode: true),
                    input: Samples.values([2, 4], in: 0.5...2)),
            ]
        }
    }
}
