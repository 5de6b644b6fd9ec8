import Autograd

/// Queries or keys with pairs of their numbers turned by the angle p / base^(2i/dim) of place p and
/// pair i, so that products of two depend on how far apart they are: (a, b) → (a cos − b sin,
/// b cos + a sin).
///
/// Shape: [..., length, dim] → the same: what attention takes, [n, heads, length, dim].
///
/// `rope(x, offset: 40)` is for places from 40 on, as when earlier keys are kept.
///
/// Source: Su et al. 2021, "RoFormer: enhanced transformer with rotary position embedding",
/// equation 34.
public final class RotaryEmbedding: ConfigurableLayer, Sendable {
    /// Which numbers make a pair.
    public enum Pairing: String, Codable, Sendable, CaseIterable {
        /// 2i and 2i + 1, as in the paper and in LLaMA's own weights.
        case interleaved
        /// i and i + dim / 2, as in GPT-NeoX and in weights of Hugging Face.
        case halves
    }

    /// A layer's options.
    public struct Configuration: Codable, Sendable, Hashable {
        /// Numbers of a head; even.
        public var dim: Int
        /// How many places there are at most.
        public var maxSeqLen: Int
        /// What the angles' rates are powers of.
        public var base: Double
        /// Which numbers make a pair.
        public var pairing: Pairing

        public init(
            dim: Int, maxSeqLen: Int = 4096, base: Double = 10_000, pairing: Pairing = .interleaved
        ) {
            self.dim = dim
            self.maxSeqLen = maxSeqLen
            self.base = base
            self.pairing = pairing
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            dim = try container.decode(Int.self, forKey: .dim)
            maxSeqLen = try container.decodeIfPresent(Int.self, forKey: .maxSeqLen) ?? 4096
            base = try container.decodeIfPresent(Double.self, forKey: .base) ?? 10_000
            pairing =
                try container.decodeIfPresent(Pairing.self, forKey: .pairing) ?? .interleaved
        }
    }

    public static let layerName = "RotaryEmbedding"
    public let configuration: Configuration
    /// For each place and number its cosine, and the sine that its partner is multiplied by, with
    /// the sign; [maxSeqLen, dim], `float64`.
    private let cosines, sines: Tensor
    /// Where the partner of each number is.
    private let partners: Tensor

    /// - Throws: ``TensorError`` when `dim` is not even, or a number is not positive.
    public init(_ configuration: Configuration, generator _: Generator = .default) throws {
        let (dim, base) = (configuration.dim, configuration.base)
        guard dim > 0, dim.isMultiple(of: 2), base > 0, base.isFinite else {
            throw TensorError(
                .value, Self.layerName, expected: "an even dim and a positive base",
                got: "dim \(dim) and base \(base)")
        }
        try dim.require(atLeast: 2, "dim", Self.layerName)
        try configuration.maxSeqLen.require(atLeast: 1, "maxSeqLen", Self.layerName)
        self.configuration = configuration
        let angles = try PositionAngles(
            width: dim, count: configuration.maxSeqLen, base: base, Self.layerName)
        let (cos, sin) = (try angles.cosines(), try angles.sines())
        switch configuration.pairing {
        case .interleaved:
            cosines = try stack([cos, cos], dim: 2).flatten(startDim: 1)
            sines = try stack([-sin, sin], dim: 2).flatten(startDim: 1)
            partners = try Tensor((0..<Int64(dim)).map { $0 ^ 1 })
        case .halves:
            cosines = try cat([cos, cos], dim: 1)
            sines = try cat([-sin, sin], dim: 1)
            partners = try Tensor((0..<Int64(dim)).map { ($0 + Int64(dim) / 2) % Int64(dim) })
        }
    }

    /// A layer for heads of `dim` numbers.
    ///
    /// - Throws: ``TensorError`` when `dim` is not even, or a number is not positive.
    public convenience init(
        _ dim: Int, maxSeqLen: Int = 4096, base: Double = 10_000, pairing: Pairing = .interleaved
    ) throws {
        try self.init(
            Configuration(dim: dim, maxSeqLen: maxSeqLen, base: base, pairing: pairing))
    }

    public func forward(_ input: Tensor) throws -> Tensor { try turn(input, from: 0) }

    /// The output for places from `offset` on.
    ///
    /// - Throws: ``TensorError`` when the shape does not fit, or places go beyond `maxSeqLen`.
    public func callAsFunction(_ input: Tensor, offset: Int) throws -> Tensor {
        do { return try turn(input, from: offset) } catch let error as TensorError {
            throw error.passing(through: Self.layerName)
        }
    }

    private func turn(_ input: Tensor, from offset: Int) throws -> Tensor {
        let (dim, most) = (configuration.dim, configuration.maxSeqLen)
        guard input.rank >= 2, input.shape[input.rank - 1] == dim, offset >= 0,
            input.shape[input.rank - 2] <= most - offset
        else {
            throw TensorError(
                .shape, Self.layerName,
                expected: "[..., length, \(dim)], and places from 0 to \(most - 1)",
                got: "\(input.shape) from place \(offset) on", inputs: [input])
        }
        let length = input.shape[input.rank - 2]
        let x = try input.widened()
        func part(_ table: Tensor) throws -> Tensor {
            try table.narrow(dim: 0, start: offset, length: length).to(dtype: x.dtype)
        }
        let turned =
            try x * part(cosines) + x.indexSelect(dim: -1, partners) * part(sines)
        return try turned.to(dtype: input.dtype)
    }
}

extension RotaryEmbedding {
    public static var samples: [LayerSample<RotaryEmbedding>] {
        get throws {
            [
                try LayerSample(
                    "interleaved", Configuration(dim: 4, maxSeqLen: 5), shape: [1, 2, 3, 4],
                    refusing: [[6, 4], [2, 3], [4]]),
                try LayerSample(
                    "halves", Configuration(dim: 4, base: 100, pairing: .halves), shape: [3, 4]),
            ]
        }
    }
}
