/// All axes from `startDim` to `endDim` as one.
///
/// Shape: [n, a, b, …] → [n, a · b · …] by default.
public final class Flatten: ConfigurableLayer, Sendable {
    /// A layer's options.
    public struct Configuration: Codable, Sendable {
        /// The first axis.
        public var startDim: Int
        /// The last axis.
        public var endDim: Int

        public init(startDim: Int = 1, endDim: Int = -1) {
            self.startDim = startDim
            self.endDim = endDim
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            startDim = try container.decodeIfPresent(Int.self, forKey: .startDim) ?? 1
            endDim = try container.decodeIfPresent(Int.self, forKey: .endDim) ?? -1
        }
    }

    public static let layerName = "Flatten"
    public let configuration: Configuration

    public init(_ configuration: Configuration, generator _: Generator = .default) {
        self.configuration = configuration
    }

    /// A layer that merges axes.
    public convenience init(startDim: Int = 1, endDim: Int = -1) {
        self.init(Configuration(startDim: startDim, endDim: endDim))
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.flatten(
            startDim: configuration.startDim, endDim: configuration.endDim)
    }
}

extension Flatten {
    public static var samples: [LayerSample<Flatten>] {
        get throws {
            [
                try LayerSample("default", Configuration(), shape: [2, 3, 2], refusing: [[3]]),
                try LayerSample(
                    "some axes", Configuration(startDim: 1, endDim: 2), shape: [2, 3, 2, 2],
                    refusing: [[2, 3]]),
            ]
        }
    }
}
