/// The options of ``MaxPool1d`` and ``MaxPool2d``, named as PyTorch's.
public struct MaxPoolConfiguration<Size: WindowSize>: Codable, Sendable, Hashable {
    /// The size of a window.
    public var kernelSize: Size
    /// From one window to the next; nil is `kernelSize`.
    public var stride: Size?
    /// By which windows reach beyond the ends; at most half of `kernelSize`.
    public var padding: Size
    /// From one place of the window to the next.
    public var dilation: Size
    /// Whether a last window that is not full counts.
    public var ceilMode: Bool

    public init(
        kernelSize: Size, stride: Size? = nil, padding: Size = 0, dilation: Size = 1,
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
        kernelSize = try container.decode(Size.self, forKey: .kernelSize)
        stride = try container.decodeIfPresent(Size.self, forKey: .stride)
        padding = try container.decodeIfPresent(Size.self, forKey: .padding) ?? 0
        dilation = try container.decodeIfPresent(Size.self, forKey: .dilation) ?? 1
        ceilMode = try container.decodeIfPresent(Bool.self, forKey: .ceilMode) ?? false
    }

    func validate(_ layer: String) throws(TensorError) {
        try kernelSize.requireWindow(stride: stride, padding: padding, layer)
        try dilation.require(atLeast: 1, "dilation", layer)
    }
}

extension WindowSize {
    /// Throws unless windows of this size, and steps and padding of pooling, are in range.
    func requireWindow(stride: Self?, padding: Self, _ layer: String) throws(TensorError) {
        try require(atLeast: 1, "kernelSize", layer)
        try stride?.require(atLeast: 1, "stride", layer)
        try padding.require(atLeast: 0, "padding", layer)
        guard zip(padding.extents, extents).allSatisfy({ $0 <= $1 / 2 }) else {
            throw TensorError(
                .value, layer, expected: "a padding of at most half of kernelSize \(self)",
                got: "\(padding)")
        }
    }
}
