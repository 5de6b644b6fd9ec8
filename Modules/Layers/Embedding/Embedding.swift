/// Learnt vectors, looked up by integers.
///
/// Shape: integers of any shape → [..., embeddingDim]; weight [numEmbeddings, embeddingDim].
///
/// The weight starts normal with deviation 1, the row of `paddingIdx` as 0. PyTorch's `max_norm`,
/// `scale_grad_by_freq` and `sparse` are not there.
///
/// Source: PyTorch 2.13, `torch.nn.Embedding`.
public final class Embedding: ConfigurableLayer, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, a locked cell, is never replaced after init.

    /// A layer's options, named as PyTorch's.
    public struct Configuration: Codable, Sendable, Hashable {
        /// Rows of the weight.
        public var numEmbeddings: Int
        /// Numbers of each row.
        public var embeddingDim: Int
        /// A row that learns nothing; negative ones count from the end.
        public var paddingIdx: Int?

        public init(numEmbeddings: Int, embeddingDim: Int, paddingIdx: Int? = nil) {
            self.numEmbeddings = numEmbeddings
            self.embeddingDim = embeddingDim
            self.paddingIdx = paddingIdx
        }

        /// The vectors that a layer starts with.
        func start(_ layer: String, _ generator: Generator) throws(TensorError) -> Tensor {
            try validate(layer)
            var start = try Tensor.normal([numEmbeddings, embeddingDim], generator: generator)
            if let paddingIdx { try start.set(paddingIdx, to: .zeros(embeddingDim)) }
            return start
        }

        private func validate(_ layer: String) throws(TensorError) {
            guard numEmbeddings > 0, embeddingDim > 0 else {
                throw TensorError(
                    .value, layer, expected: "sizes of at least 1",
                    got: "numEmbeddings \(numEmbeddings) and embeddingDim \(embeddingDim)")
            }
            guard let paddingIdx, !(-numEmbeddings..<numEmbeddings).contains(paddingIdx) else {
                return
            }
            throw TensorError(
                .value, layer,
                expected: "a paddingIdx from \(-numEmbeddings) to \(numEmbeddings - 1)",
                got: "\(paddingIdx)")
        }
    }

    public static let layerName = "Embedding"
    public let configuration: Configuration

    /// The vectors, [numEmbeddings, embeddingDim].
    @Parameter public var weight: Tensor

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(_ configuration: Configuration, generator: Generator) throws {
        weight = try configuration.start(Self.layerName, generator)
        self.configuration = configuration
    }

    /// A layer with so many vectors of a size.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public convenience init(
        _ numEmbeddings: Int, _ embeddingDim: Int, paddingIdx: Int? = nil,
        generator: Generator = .default
    ) throws {
        try self.init(
            Configuration(
                numEmbeddings: numEmbeddings, embeddingDim: embeddingDim, paddingIdx: paddingIdx),
            generator: generator)
    }

    /// A layer with given vectors.
    ///
    /// - Parameters:
    ///   - embeddings: The vectors, [numEmbeddings, embeddingDim].
    ///   - freeze: Whether they stay as they are.
    /// - Throws: ``TensorError`` when the vectors are no matrix of floating-point numbers, or an
    ///   option is out of range.
    public static func fromPretrained(
        _ embeddings: Tensor, freeze: Bool = true, paddingIdx: Int? = nil
    ) throws -> Embedding {
        guard embeddings.rank == 2, embeddings.dtype.isFloatingPoint else {
            throw TensorError(
                .shape, layerName,
                expected: "vectors [numEmbeddings, embeddingDim] of a floating-point type",
                got: "\(embeddings.dtype) \(embeddings.shape)", inputs: [embeddings])
        }
        let layer = try Embedding(
            embeddings.shape[0], embeddings.shape[1], paddingIdx: paddingIdx,
            generator: Generator(seed: 0))
        layer.weight = embeddings.detach()
        layer.requiresGrad(!freeze)
        return layer
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.embedding(weight: weight, paddingIdx: configuration.paddingIdx)
    }
}

extension Embedding {
    public static var samples: [LayerSample<Embedding>] {
        get throws {
            let indices = try Tensor([[2, 0], [3, 3]])
            return [
                LayerSample(
                    "a matrix", Configuration(numEmbeddings: 4, embeddingDim: 3), input: indices),
                // The padding is not among them: its gradient is 0 because it is said to be.
                LayerSample(
                    "padding", Configuration(numEmbeddings: 4, embeddingDim: 3, paddingIdx: -3),
                    input: indices),
            ]
        }
    }
}
