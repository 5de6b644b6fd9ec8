/// Zeros around images.
///
/// Shape: [n, channels, height, width] → [n, channels, top + height + bottom, left + width +
/// right]; likewise without n.
///
/// Source: PyTorch 2.13, `torch.nn.ZeroPad2d`.
public final class ZeroPad2d: ConfigurableLayer, Sendable {
    public typealias Configuration = PaddingConfiguration

    public static let layerName = "ZeroPad2d"
    public let configuration: Configuration

    /// - Throws: ``TensorError`` when the padding is neither one number nor 4.
    public init(_ configuration: Configuration, generator _: Generator = .default) throws {
        try configuration.validate(dims: 2, Self.layerName)
        self.configuration = configuration
    }

    /// A layer that adds `padding` places on all sides.
    public convenience init(_ padding: Int) throws { try self.init([padding]) }

    /// A layer that adds places at each end, [left, right, top, bottom]: `ZeroPad2d([1, 0, 2, 1])`.
    ///
    /// - Throws: ``TensorError`` when the padding is neither one number nor 4.
    public convenience init(_ padding: [Int]) throws {
        try self.init(Configuration(padding: padding))
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try configuration.pad(input, dims: 2, .constant, Self.layerName)
    }
}

extension ZeroPad2d {
    public static var samples: [LayerSample<ZeroPad2d>] {
        get throws {
            [
                try LayerSample(
                    "all sides", Configuration(padding: [1]), shape: [1, 2, 3, 4],
                    refusing: [[4], [3, 4], [1, 1, 1, 3, 4]]),
                try LayerSample(
                    "each end, no batch", Configuration(padding: [1, 2, 0, 1]), shape: [2, 3, 3]),
            ]
        }
    }
}
