/// The largest number of each window of sequences.
///
/// Shape: [n, channels, length] → [n, channels, length']; likewise without n.
///
/// Source: PyTorch 2.13, `torch.nn.MaxPool1d`.
public final class MaxPool1d: ConfigurableLayer, Sendable {
    /// A layer's options, named as PyTorch's.
    public struct Configuration: Codable, Sendable, Hashable {
        /// Places of a window.
        public var kernelSize: Int
        /// From one window to the next; nil is `kernelSize`.
        public var stride: Int?
        /// By which windows reach beyond the ends; at most half of `kernelSize`.
        public var padding: Int
        /// From one place of the window to the next.
        public var dilation: Int
        /// Whether a last window that is not full counts.
        public var ceilMode: Bool

        public init(
            kernelSize: Int, stride: Int? = nil, padding: Int = 0, dilation: Int = 1,
            ceilMode: Bool = false
        ) {
            self.kernelSize = kernelSize
            self.stride = stride
            self.padding = padding
            self.dilation = dilation
            self.ceilMode = ceilMode
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            kernelSize = try container.decode(Int.self, forKey: .kernelSize)
            stride = try container.decodeIfPresent(Int.self, forKey: .stride)
            padding = try container.decodeIfPresent(Int.self, forKey: .padding) ?? 0
            dilation = try container.decodeIfPresent(Int.self, forKey: .dilation) ?? 1
            ceilMode = try container.decodeIfPresent(Bool.self, forKey: .ceilMode) ?? false
        }
    }

    public static let layerName = "MaxPool1d"
    public let configuration: Configuration

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(_ configuration: Configuration, generator _: Generator) throws {
        try Size2(1, configuration.kernelSize).requireWindow(
            stride: configuration.stride.map { Size2(1, $0) },
            padding: Size2(0, configuration.padding),
            Self.layerName)
        try Size2(configuration.dilation).require(atLeast: 1, "dilation", Self.layerName)
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
