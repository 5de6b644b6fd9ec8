/// The mean of each window of sequences.
///
/// Shape: [n, channels, length] → [n, channels, length']; likewise without n.
///
/// Source: PyTorch 2.13, `torch.nn.AvgPool1d`.
public final class AvgPool1d: ConfigurableLayer, Sendable {
    /// A layer's options, named as PyTorch's.
    public struct Configuration: Codable, Sendable, Hashable {
        /// Places of a window.
        public var kernelSize: Int
        /// From one window to the next; nil is `kernelSize`.
        public var stride: Int?
        /// By which windows reach beyond the ends; at most half of `kernelSize`.
        public var padding: Int
        /// Whether a last window that is not full counts.
        public var ceilMode: Bool
        /// Whether the padding counts in the mean.
        public var countIncludePad: Bool

        public init(
            kernelSize: Int, stride: Int? = nil, padding: Int = 0, ceilMode: Bool = false,
            countIncludePad: Bool = true
        ) {
            self.kernelSize = kernelSize
            self.stride = stride
            self.padding = padding
            self.ceilMode = ceilMode
            self.countIncludePad = countIncludePad
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            kernelSize = try container.decode(Int.self, forKey: .kernelSize)
            stride = try container.decodeIfPresent(Int.self, forKey: .stride)
            padding = try container.decodeIfPresent(Int.self, forKey: .padding) ?? 0
            ceilMode = try container.decodeIfPresent(Bool.self, forKey: .ceilMode) ?? false
            countIncludePad =
                try container.decodeIfPresent(Bool.self, forKey: .countIncludePad) ?? true
        }
    }

    public static let layerName = "AvgPool1d"
    public let configuration: Configuration

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(_ configuration: Configuration, generator _: Generator) throws {
        try configuration.kernelSize.requireWindow(
            stride: configuration.stride, padding: configuration.padding, Self.layerName)
        self.configuration = configuration
    }

    /// A layer with windows of a size.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public convenience init(
        _ kernelSize: Int, stride: Int? = nil, padding: Int = 0, ceilMode: Bool = false,
        countIncludePad: Bool = true
    ) throws {
        try self.init(
            Configuration(
                kernelSize: kernelSize, stride: stride, padding: padding, ceilMode: ceilMode,
                countIncludePad: countIncludePad), generator: .default)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.avgPool1d(
            kernelSize: configuration.kernelSize, stride: configuration.stride,
            padding: configuration.padding, ceilMode: configuration.ceilMode,
            countIncludePad: configuration.countIncludePad)
    }
}

extension AvgPool1d {
    public static var samples: [LayerSample<AvgPool1d>] {
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
