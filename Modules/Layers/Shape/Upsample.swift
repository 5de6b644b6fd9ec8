import Autograd

/// Sequences, images or volumes with other sizes, found by interpolation.
///
/// Shape: [n, channels, length], [n, channels, height, width] or [n, channels, depth, height, width]
/// → the same with other sizes.
///
/// Source: PyTorch 2.13, `torch.nn.Upsample`.
public final class Upsample: ConfigurableLayer, Sendable {
    /// A layer's options, named as PyTorch's.
    public struct Configuration: Codable, Sendable, Hashable {
        /// The sizes, or one for all axes; nil where there is a `scaleFactor`.
        public var size: [Int]?
        /// The factors, or one for all axes; sizes are rounded down.
        public var scaleFactor: [Double]?
        /// How numbers are found.
        public var mode: InterpolationMode
        /// Whether the first and last places of both are the same points.
        public var alignCorners: Bool

        public init(
            size: [Int]? = nil, scaleFactor: [Double]? = nil, mode: InterpolationMode = .nearest,
            alignCorners: Bool = false
        ) {
            self.size = size
            self.scaleFactor = scaleFactor
            self.mode = mode
            self.alignCorners = alignCorners
        }

        /// Reads options; `size` and `scaleFactor` are lists, or numbers for all axes.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            size = container.contains(.size) ? try container.decodeSizes(forKey: .size) : nil
            if let factor = try? container.decode(Double.self, forKey: .scaleFactor) {
                scaleFactor = [factor]
            } else {
                scaleFactor = try container.decodeIfPresent([Double].self, forKey: .scaleFactor)
            }
            mode = try container.decodeIfPresent(InterpolationMode.self, forKey: .mode) ?? .nearest
            alignCorners =
                try container.decodeIfPresent(Bool.self, forKey: .alignCorners) ?? false
        }
    }

    public static let layerName = "Upsample"
    public let configuration: Configuration

    /// - Throws: ``TensorError`` unless there is one of `size` and `scaleFactor`, of positive numbers.
    public init(_ configuration: Configuration, generator _: Generator = .default) throws {
        let (size, factor) = (configuration.size, configuration.scaleFactor)
        guard (size == nil) != (factor == nil), size?.allSatisfy({ $0 > 0 }) ?? true,
            factor?.allSatisfy({ $0 > 0 && $0.isFinite }) ?? true
        else {
            throw TensorError(
                .value, Self.layerName, expected: "a size or a scaleFactor of positive numbers",
                got: "size \(size.map { "\($0)" } ?? "nil"), "
                    + "scaleFactor \(factor.map { "\($0)" } ?? "nil")")
        }
        self.configuration = configuration
    }

    /// A layer with outputs of given sizes.
    ///
    /// - Throws: ``TensorError`` unless sizes are positive.
    public convenience init(
        size: [Int], mode: InterpolationMode = .nearest, alignCorners: Bool = false
    ) throws {
        try self.init(Configuration(size: size, mode: mode, alignCorners: alignCorners))
    }

    /// A layer with outputs so many times as large along each axis.
    ///
    /// - Throws: ``TensorError`` unless the factor is positive.
    public convenience init(
        scaleFactor: Double, mode: InterpolationMode = .nearest, alignCorners: Bool = false
    ) throws {
        try self.init(
            Configuration(scaleFactor: [scaleFactor], mode: mode, alignCorners: alignCorners))
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.interpolate(
            size: configuration.size, scaleFactor: configuration.scaleFactor,
            mode: configuration.mode, alignCorners: configuration.alignCorners)
    }
}

extension Upsample {
    public static var samples: [LayerSample<Upsample>] {
        get throws {
            [
                try LayerSample(
                    "nearest", Configuration(scaleFactor: [2]), shape: [1, 2, 3],
                    refusing: [[3, 2], [1, 1, 0]]),
                try LayerSample(
                    "bilinear", Configuration(size: [3, 5], mode: .bilinear), shape: [1, 1, 2, 3],
                    refusing: [[1, 2, 3]]),
                try LayerSample(
                    "corners",
                    Configuration(scaleFactor: [1.5], mode: .linear, alignCorners: true),
                    shape: [1, 2, 3]),
            ]
        }
    }
}
