/// One number around sequences.
///
/// Shape: [n, channels, length] → [n, channels, before + length + after]; likewise without n.
///
/// Source: PyTorch 2.13, `torch.nn.ConstantPad1d`.
public final class ConstantPad1d: ConfigurableLayer, Sendable {
    public typealias Configuration = ConstantPadConfiguration

    public static let layerName = "ConstantPad1d"
    public let configuration: Configuration

    /// - Throws: ``TensorError`` when the padding is neither one number nor 2.
    public init(_ configuration: Configuration, generator _: Generator = .default) throws {
        try configuration.ends.validate(dims: 1, Self.layerName)
        self.configuration = configuration
    }

    /// A layer that adds `padding` places on all sides.
    public convenience init(_ padding: Int, value: Double) throws {
        try self.init([padding], value: value)
    }

    /// A layer that adds places at each end, [before, after]: `ConstantPad1d([1, 2], value: 0.5)`.
    ///
    /// - Throws: ``TensorError`` when the padding is neither one number nor 2.
    public convenience init(_ padding: [Int], value: Double) throws {
        try self.init(Configuration(padding: padding, value: value))
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try configuration.ends.pad(
            input, dims: 1, .constant, value: configuration.value, Self.layerName)
    }
}

extension ConstantPad1d {
    public static var samples: [LayerSample<ConstantPad1d>] {
        get throws {
            [
                try LayerSample(
                    "all sides", Configuration(padding: [1], value: 0.5), shape: [1, 2, 4],
                    refusing: [[4], [1, 1, 2, 4]]),
                try LayerSample(
                    "each end, no batch", Configuration(padding: [1, 2], value: 0.5), shape: [2, 3]),
            ]
        }
    }
}
