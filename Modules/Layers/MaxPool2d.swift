/// The largest element of each window of images.
///
/// Shape: [n, channels, height, width] → [n, channels, height', width'], height' =
/// ⌊(height + 2 padding − dilation (kernelHeight − 1) − 1) / stride⌋ + 1, ⌈…⌉ with `ceilMode`;
/// likewise without n.
///
/// Source: PyTorch 2.13, `torch.nn.MaxPool2d`.
public final class MaxPool2d: ConfigurableLayer, Sendable {
    /// A layer's options, named as PyTorch's.
    public struct Configuration: Codable, Sendable, Hashable {
        /// Rows and columns of the window.
        public var kernelSize: Size2
        /// From one window to the next; nil is `kernelSize`.
        public var stride: Size2?
        /// By which windows reach beyond the image; at most half of `kernelSize`.
        public var padding: Size2
        /// From one element of the window to the next.
        public var dilation: Size2
        /// Whether a last window that is not full counts.
        public var ceilMode: Bool

        public init(
            kernelSize: Size2, stride: Size2? = nil, padding: Size2 = 0, dilation: Size2 = 1,
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
            kernelSize = try container.decode(Size2.self, forKey: .kernelSize)
            stride = try container.decodeIfPresent(Size2.self, forKey: .stride)
            padding = try container.decodeIfPresent(Size2.self, forKey: .padding) ?? 0
            dilation = try container.decodeIfPresent(Size2.self, forKey: .dilation) ?? 1
            ceilMode = try container.decodeIfPresent(Bool.self, forKey: .ceilMode) ?? false
        }

        fileprivate func validate() throws(TensorError) {
            let layer = MaxPool2d.layerName
            try kernelSize.requireWindow(stride: stride, padding: padding, layer)
            try dilation.require(atLeast: 1, "dilation", layer)
        }
    }

    public static let layerName = "MaxPool2d"
    public let configuration: Configuration

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(_ configuration: Configuration, generator _: Generator) throws {
        try configuration.validate()
        self.configuration = configuration
    }

    /// A layer with windows of a size.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public convenience init(
        _ kernelSize: Size2, stride: Size2? = nil, padding: Size2 = 0, dilation: Size2 = 1,
        ceilMode: Bool = false
    ) throws {
        try self.init(
            Configuration(
                kernelSize: kernelSize, stride: stride, padding: padding, dilation: dilation,
                ceilMode: ceilMode), generator: .default)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.maxPool2d(
            kernelSize: configuration.kernelSize, stride: configuration.stride,
            padding: configuration.padding, dilation: configuration.dilation,
            ceilMode: configuration.ceilMode)
    }
}

extension MaxPool2d {
    public static var samples: [LayerSample<MaxPool2d>] {
        get throws {
            [
                try LayerSample(
                    "2×2", Configuration(kernelSize: 2), shape: [1, 2, 4, 4],
                    refusing: [[4, 4], [1, 2, 1, 4]]),
                try LayerSample(
                    "overlapping", Configuration(kernelSize: 3, stride: 1, padding: 1),
                    shape: [1, 1, 4, 5]),
                try LayerSample(
                    "last windows", Configuration(kernelSize: 2, ceilMode: true), shape: [1, 3, 5]),
            ]
        }
    }
}

extension Size2 {
    /// Throws unless this is the size of a pooling's window that goes with stride and padding.
    func requireWindow(stride: Size2?, padding: Size2, _ layer: String) throws(TensorError) {
        try require(atLeast: 1, "kernelSize", layer)
        try stride?.require(atLeast: 1, "stride", layer)
        try padding.require(atLeast: 0, "padding", layer)
        guard padding.height <= height / 2, padding.width <= width / 2 else {
            throw TensorError(
                .value, layer, expected: "a padding of at most half of kernelSize \(self)",
                got: "\(padding)")
        }
    }
}
