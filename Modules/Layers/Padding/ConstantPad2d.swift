/// One number around images.
///
/// Shape: [n, channels, height, width] → [n, channels, top + height + bottom, left + width +
/// right]; likewise without n.
///
/// Source: PyTorch 2.13, `torch.nn.ConstantPad2d`.
public final class ConstantPad2d: ConfigurableLayer, Sendable {
    public typealias Configuration = ConstantPadConfiguration

    public static let layerName = "ConstantPad2d"
    public let configuration: Configuration

    /// - Throws: ``TensorError`` when the padding is neither one number nor 4.
    public init(_ configuration: Configuration, generator _: Generator = .default) throws {
        try configuration.ends.validate(dims: 2, Self.layerName)
        self.configuration = configuration
    }

    /// A layer that adds `padding` places on all sides.
    public convenience init(_ padding: Int, value: Double) throws {
        try self.init([padding], value: value)
    }

    /// A layer that adds places at each end, [left, right, top, bottom]:
    /// `ConstantPad2d([1, 0, 2, 1], value: 0.5)`.
    ///
    /// - Throws: ``TensorError`` when the padding is neither one number nor 4.
    public convenience init(_ padding: [Int], value: Double) throws {
        try self.init(Configuration(padding: padding, value: value))
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try configuration.ends.pad(
            input, dims: 2, .constant, value: configuration.value, Self.layerName)
    }
}

extension ConstantPad2d {
    public static var samples: [LayerSample<ConstantPad2d>] {
        get throws {
            [
                try LayerSample(
                    "all sides", Configuration(padding: [1], value: 0.5), shape: [1, 2, 3, 4],
                    refusing: [[4], [3, 4], [1, 1, 1, 3, 4]]),
                try LayerSample(
                    "each end, no batch", Configuration(padding: [1, 2, 0, 1], value: 0.5),
                    shape: [2, 3, 3]),
            ]
        }
    }
}
