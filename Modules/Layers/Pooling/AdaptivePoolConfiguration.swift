/// The option of pooling to a size, named as PyTorch's: of ``AdaptiveAvgPool1d``,
/// ``AdaptiveAvgPool2d``, ``AdaptiveMaxPool1d`` and ``AdaptiveMaxPool2d``.
public struct AdaptivePoolConfiguration<Size: WindowSize>: Codable, Sendable, Hashable {
    /// The size of each channel of the output; 1 is one number for the whole channel.
    public var outputSize: Size

    public init(outputSize: Size) {
        self.outputSize = outputSize
    }

    func validate(_ layer: String) throws(TensorError) {
        try outputSize.require(atLeast: 1, "outputSize", layer)
    }
}
