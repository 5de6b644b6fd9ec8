import Autograd

/// Of each bag of integers, the sum, mean or maximum of the learnt vectors that they pick; 0 for an
/// empty bag.
///
/// Shape: integers [bags, length] → [bags, embeddingDim], or a list [count] with offsets [bags];
/// weight [numEmbeddings, embeddingDim].
///
/// The weight starts normal with deviation 1, the row of `paddingIdx` as 0. PyTorch's `max_norm`,
/// `scale_grad_by_freq` and `sparse` are not there.
///
/// Source: PyTorch 2.13, `torch.nn.EmbeddingBag`.
public final class EmbeddingBag: ConfigurableLayer, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, a locked cell, is never replaced after init.

    /// A layer's options, named as PyTorch's.
    public struct Configuration: Codable, Sendable, Hashable {
        /// Rows of the weight.
        public var numEmbeddings: Int
        /// Numbers of each row.
        public var embeddingDim: Int
        /// How the vectors of a bag become one.
        public var mode: EmbeddingBagMode
        /// Whether the last offset is the end of the last bag.
        public var includeLastOffset: Bool
        /// A row that no bag takes in; negative ones count from the end.
        public var paddingIdx: Int?

        public init(
            numEmbeddings: Int, embeddingDim: Int, mode: EmbeddingBagMode = .mean,
            includeLastOffset: Bool = false, paddingIdx: Int? = nil
        ) {
            self.numEmbeddings = numEmbeddings
            self.embeddingDim = embeddingDim
            self.mode = mode
            self.includeLastOffset = includeLastOffset
            self.paddingIdx = paddingIdx
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            numEmbeddings = try container.decode(Int.self, forKey: .numEmbeddings)
            embeddingDim = try container.decode(Int.self, forKey: .embeddingDim)
            mode = try container.decodeIfPresent(EmbeddingBagMode.self, forKey: .mode) ?? .mean
            includeLastOffset =
                try container.decodeIfPresent(Bool.self, forKey: .includeLastOffset) ?? false
            paddingIdx = try container.decodeIfPresent(Int.self, forKey: .paddingIdx)
        }

        /// Those that single vectors would have, whose weight is the same.
        fileprivate var embedding: Embedding.Configuration {
            Embedding.Configuration(
                numEmbeddings: numEmbeddings, embeddingDim: embeddingDim, paddingIdx: paddingIdx)
        }
    }

    public static let layerName = "EmbeddingBag"
    public let configuration: Configuration

    /// The vectors, [numEmbeddings, embeddingDim].
    @Parameter public var weight: Tensor

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(_ configuration: Configuration, generator: Generator) throws {
        weight = try configuration.embedding.start(Self.layerName, generator)
        self.configuration = configuration
    }

    /// A layer with so many vectors of a size.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public convenience init(
        _ numEmbeddings: Int, _ embeddingDim: Int, mode: EmbeddingBagMode = .mean,
        includeLastOffset: Bool = false, paddingIdx: Int? = nil, generator: Generator = .default
    ) throws {
        try self.init(
            Configuration(
                numEmbeddings: numEmbeddings, embeddingDim: embeddingDim, mode: mode,
                includeLastOffset: includeLastOffset, paddingIdx: paddingIdx), generator: generator)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.embeddingBag(
            weight: weight, mode: configuration.mode, paddingIdx: configuration.paddingIdx)
    }

    /// The vectors of bags that lie one after the other in a list, or whose vectors are weighted.
    ///
    /// - Parameters:
    ///   - offsets: Where in a list each bag begins, 0 first; of bags of one length nil.
    ///   - perSampleWeights: What each vector is multiplied by in mode `sum`.
    /// - Throws: ``TensorError`` when an integer lies outside the rows, or shapes, types or options
    ///   do not fit.
    public func callAsFunction(
        _ input: Tensor, offsets: Tensor?, perSampleWeights: Tensor? = nil
    ) throws -> Tensor {
        do {
            return try input.embeddingBag(
                weight: weight, offsets: offsets, mode: configuration.mode,
                perSampleWeights: perSampleWeights,
                includeLastOffset: configuration.includeLastOffset,
                paddingIdx: configuration.paddingIdx)
        } catch { throw error.passing(through: Self.layerName) }
    }
}

extension EmbeddingBag {
    public static var samples: [LayerSample<EmbeddingBag>] {
        get throws {
            let bags = try Tensor([[2, 0], [3, 3]])
            return [
                LayerSample("mean", Configuration(numEmbeddings: 4, embeddingDim: 3), input: bags),
                LayerSample(
                    "sum", Configuration(numEmbeddings: 4, embeddingDim: 2, mode: .sum),
                    input: bags),
                // The padding is not among them: its gradient is 0 because it is said to be.
                LayerSample(
                    "maximum, padding",
                    Configuration(numEmbeddings: 4, embeddingDim: 3, mode: .max, paddingIdx: -3),
                    input: bags),
            ]
        }
    }
}
