/// The channels of `groups` groups dealt out in turn: of [a b | c d] the order a c b d.
///
/// Shape: [n, channels, ...] → the same.
///
/// Source: Zhang, Zhou, Lin, Sun 2018, "ShuffleNet", section 3.1; PyTorch 2.13,
/// `torch.nn.ChannelShuffle`.
public final class ChannelShuffle: ConfigurableLayer, Sendable {
    /// A layer's options.
    public struct Configuration: Codable, Sendable {
        /// The groups that channels are dealt out from.
        public var groups: Int

        public init(groups: Int) { self.groups = groups }
    }

    public static let layerName = "ChannelShuffle"
    public let configuration: Configuration

    /// - Throws: ``TensorError`` when the option is out of range.
    public init(_ configuration: Configuration, generator _: Generator) throws {
        try configuration.groups.require(atLeast: 1, "groups", Self.layerName)
        self.configuration = configuration
    }

    /// A layer that deals out the channels of some groups.
    ///
    /// - Throws: ``TensorError`` when the option is out of range.
    public convenience init(_ groups: Int) throws {
        try self.init(Configuration(groups: groups), generator: .default)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.channelShuffle(groups: configuration.groups)
    }
}

extension ChannelShuffle {
    public static var samples: [LayerSample<ChannelShuffle>] {
        get throws {
            [
                try LayerSample(
                    "2", Configuration(groups: 2), shape: [2, 4, 3],
                    refusing: [[2, 3, 1], [4, 2]]),
                try LayerSample("3", Configuration(groups: 3), shape: [1, 6, 1, 2]),
            ]
        }
    }
}
