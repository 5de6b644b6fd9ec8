/// The mean of each window of images.
///
/// Shape: [n, channels, height, width] → [n, channels, height', width']; likewise without n.
///
/// Source: PyTorch 2.13, `torch.nn.AvgPool2d`.
public final class AvgPool2d: ConfigurableLayer, Sendable {
    /// A layer's options, named as PyTorch's.
    public struct Configuration: Codable, Sendable, Hashable {
        /// Rows and columns of a window.
        public var kernelSize: Size2
        /// From one window to the next; nil is `kernelSize`.
        public var stride: Size2?
        /// By which windows reach beyond the image; at most half of `kernelSize`.
        public var padding: Size2
        /// Whether a last window that is not full counts.
        public var ceilMode: Bool
        /// Whether the padding counts in the mean.
        public var countIncludePad: Bool
        /// What sums are divided by, instead of the number of places.
        public var divisorOverride: Int?

        public init(
            kernelSize: Size2, stride: Size2? = nil, padding: Size2 = 0, ceilMode: Bool = false,
            countIncludePad: Bool = true, divisorOverride: Int? = nil
        ) {
            self.kernelSize = kernelSize
            self.stride = stride
            self.padding = padding
            self.ceilMode = ceilMode
            self.countIncludePad = countIncludePad
            self.divisorOverride = divisorOverride
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            kernelSize = try container.decode(Size2.self, forKey: .kernelSize)
            stride = try container.decodeIfPresent(Size2.self, forKey: .stride)
            padding = try container.decodeIfPresent(Size2.self, forKey: .padding) ?? 0
            ceilMode = try container.decodeIfPresent(Bool.self, forKey: .ceilMode) ?? false
            countIncludePad =
                try container.decodeIfPresent(Bool.self, forKey: .countIncludePad) ?? true
            divisorOverride = try container.decodeIfPresent(Int.self, forKey: .divisorOverride)
        }
    }

    public static let layerName = "AvgPool2d"
    public let configuration: Configuration

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(_ configuration: Configuration, generator _: Generator) throws {
        try configuration.kernelSize.requireWindow(
            stride: configuration.stride, padding: configuration.padding, Self.layerName)
        guard configuration.divisorOverride != 0 else {
            throw TensorError(
                .value, Self.layerName, expected: "a divisorOverride other than 0", got: "0")
        }
        self.configuration = configuration
    }

    /// A layer with windows of a size.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public convenience init(
        _ kernelSize: Size2, stride: Size2? = nil, padding: Size2 = 0, ceilMode: Bool = false,
        countIncludePad: Bool = true, divisorOverride: Int? = nil
    ) throws {
        try self.init(
            Configuration(
                kernelSize: kernelSize, stride: stride, padding: padding, ceilMode: ceilMode,
                countIncludePad: countIncludePad, divisorOverride: divisorOverride),
            generator: .default)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.avgPool2d(
            kernelSize: configuration.kernelSize, stride: configuration.stride,
            padding: configuration.padding, ceilMode: configuration.ceilMode,
            countIncludePad: configuration.countIncludePad,
            divisorOverride: configuration.divisorOverride)
    }
}

extension AvgPool2d {
    public static var samples: [LayerSample<AvgPool2d>] {
        get throws {
            [
                try LayerSample(
                    "2×2", Configuration(kernelSize: 2), shape: [1, 2, 4, 4],
                    refusing: [[4, 4], [1, 2, 1, 4]]),
                try LayerSample(
                    "padding does not count",
                    Configuration(
                        kernelSize: 3, stride: 2, padding: 1, ceilMode: true,
                        countIncludePad: false), shape: [1, 4, 5]),
                try LayerSample(
                    "a divisor", Configuration(kernelSize: 2, divisorOverride: 3),
                    shape: [1, 1, 4, 4]),
            ]
        }
    }
}
