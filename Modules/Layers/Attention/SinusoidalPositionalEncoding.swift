import Autograd

/// x plus a code of its place: sin(p / 10000^(2i/d)) in number 2i, cos of the same in number 2i + 1
/// of place p.
///
/// Shape: [length, n, dModel] → the same, with `batchFirst` [n, length, dModel]; likewise without n.
///
/// In training, sums are dropped with probability `dropout`.
///
/// Source: Vaswani et al. 2017, "Attention is all you need", section 3.5.
public final class SinusoidalPositionalEncoding: ConfigurableLayer, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, an atomic cell, is never replaced after init.

    /// A layer's options.
    public struct Configuration: Codable, Sendable, Hashable {
        /// Numbers of each place.
        public var dModel: Int
        /// How many places there are at most.
        public var maxLen: Int
        /// The probability with which, in training, sums are set to 0.
        public var dropout: Double
        /// Whether sequences are [n, length, …] instead of [length, n, …].
        public var batchFirst: Bool

        public init(
            dModel: Int, maxLen: Int = 5000, dropout: Double = 0, batchFirst: Bool = false
        ) {
            self.dModel = dModel
            self.maxLen = maxLen
            self.dropout = dropout
            self.batchFirst = batchFirst
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            dModel = try container.decode(Int.self, forKey: .dModel)
            maxLen = try container.decodeIfPresent(Int.self, forKey: .maxLen) ?? 5000
            dropout = try container.decodeIfPresent(Double.self, forKey: .dropout) ?? 0
            batchFirst = try container.decodeIfPresent(Bool.self, forKey: .batchFirst) ?? false
        }
    }

    public static let layerName = "SinusoidalPositionalEncoding"
    public let configuration: Configuration
    /// [maxLen, dModel], `float64`.
    private let codes: Tensor
    private let generator: Generator

    /// Whether sums are dropped.
    @TrainingMode public var isTraining: Bool

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(_ configuration: Configuration, generator: Generator) throws {
        try configuration.dModel.require(atLeast: 1, "dModel", Self.layerName)
        try configuration.maxLen.require(atLeast: 1, "maxLen", Self.layerName)
        try Dropout.Configuration(p: configuration.dropout).validate(Self.layerName)
        self.configuration = configuration
        self.generator = generator
        let angles = try PositionAngles(
            width: configuration.dModel, count: configuration.maxLen, base: 10_000,
            Self.layerName)
        // Of an odd width the last number is a sine.
        codes = try stack([angles.sines(), angles.cosines()], dim: 2).flatten(startDim: 1)
            .narrow(dim: 1, start: 0, length: configuration.dModel).contiguous()
    }

    /// A layer for places of `dModel` numbers.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public convenience init(
        _ dModel: Int, maxLen: Int = 5000, dropout: Double = 0, batchFirst: Bool = false,
        generator: Generator = .default
    ) throws {
        try self.init(
            Configuration(
                dModel: dModel, maxLen: maxLen, dropout: dropout, batchFirst: batchFirst),
            generator: generator)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        let axis = input.rank == 3 && configuration.batchFirst ? 1 : 0
        guard input.rank == 2 || input.rank == 3, input.shape[axis] <= configuration.maxLen,
            input.shape[input.rank - 1] == configuration.dModel
        else {
            let order = configuration.batchFirst ? "n, length" : "length, n"
            throw TensorError(
                .shape, Self.layerName,
                expected: "[\(order), \(configuration.dModel)], or without n, and at most "
                    + "\(configuration.maxLen) places", got: "\(input.shape)", inputs: [input])
        }
        let length = input.shape[axis]
        var places = try codes.narrow(dim: 0, start: 0, length: length).to(dtype: input.dtype)
        if input.rank == 3, axis == 0 { places = try places.unsqueeze(dim: 1) }
        let sum = try input + places
        return isTraining && configuration.dropout > 0
            ? try sum.dropout(p: configuration.dropout, generator: generator) : sum
    }
}

extension SinusoidalPositionalEncoding {
    public static var samples: [LayerSample<SinusoidalPositionalEncoding>] {
        get throws {
            [
                try LayerSample(
                    "an odd width", Configuration(dModel: 3, maxLen: 4), shape: [4, 2, 3],
                    refusing: [[5, 2, 3], [2, 2, 4], [3]]),
                try LayerSample(
                    "batch first, dropout",
                    Configuration(dModel: 4, dropout: 0.3, batchFirst: true), shape: [2, 3, 4]),
                try LayerSample("one sequence", Configuration(dModel: 2), shape: [3, 2]),
            ]
        }
    }
}
