/// Zeros around sequences.
///
/// Shape: [n, channels, length] → [n, channels, before + length + after]; likewise without n.
///
/// Source: PyTorch 2.13, `torch.nn.ZeroPad1d`.
public final class ZeroPad1d: ConfigurableLayer, Sendable {
    public typealias Configuration = PaddingConfiguration

    public static let layerName = "ZeroPad1d"
    public let configuration: Configuration

    /// - Throws: ``TensorError`` when the padding is neither one number nor 2.
    public init(_ configuration: Configuration, generator _: Generator = .default) throws {
        try configuration.validate(dims: 1, Self.layerName)
        self.configuration = configuration
    }

    /// A layer that adds `padding` places on all sides.
    public convenience init(_ padding: Int) throws { try self.init([padding]) }

    /// A layer that adds places at each end, [before, after]: `ZeroPad1d([1, 2])`.
    ///
    /// - Throws: ``TensorError`` when the padding is neither one number nor 2.
    public convenience init(_ padding: [Int]) throws {
        try self.init(Configuration(padding: padding))
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try configuration.pad(input, dims: 1, .constant, Self.layerName)
    }
}

extension ZeroPad1d {
    public static var samples: [LayerSample<ZeroPad1d>] {
        get throws {
            [
                try LayerSample(
                    "all sides", Configuration(padding: [1]), shape: [1, 2, 4],
                    refusing: [[4], [1, 1, 2, 4]]),
                try LayerSample(
                    "each end, no batch", Configuration(padding: [1, 2]), shape: [2, 3]),
            ]
        }
    }
}
