/// The options of ``LPPool1d`` and ``LPPool2d``, named as PyTorch's.
public struct LPPoolConfiguration<Size: WindowSize>: Codable, Sendable, Hashable {
    /// p: the exponent, other than 0. JSON has no infinity: a layer with one has no specification.
    public var normType: Double
    /// The size of a window.
    public var kernelSize: Size
    /// From one window to the next; nil is `kernelSize`.
    public var stride: Size?
    /// Whether a last window that is not full counts.
    public var ceilMode: Bool

    public init(normType: Double, kernelSize: Size, stride: Size? = nil, ceilMode: Bool = false) {
        self.normType = normType
        self.kernelSize = kernelSize
        self.stride = stride
        self.ceilMode = ceilMode
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        normType = try container.decode(Double.self, forKey: .normType)
        kernelSize = try container.decode(Size.self, forKey: .kernelSize)
        stride = try container.decodeIfPresent(Size.self, forKey: .stride)
        ceilMode = try container.decodeIfPresent(Bool.self, forKey: .ceilMode) ?? false
    }

    func validate(_ layer: String) throws(TensorError) {
        guard normType != 0, !normType.isNaN else {
            throw TensorError(
                .value, layer, expected: "a normType other than 0 and NaN", got: "\(normType)")
        }
        try kernelSize.requireWindow(stride: stride, padding: 0, layer)
    }
}
