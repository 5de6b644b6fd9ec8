/// Self-attention, attention to a memory, and a network of two products, each added to what goes
/// into it and normalized.
///
/// Shape: [length, n, dModel] and a memory [places, n, dModel] → [length, n, dModel], with
/// `batchFirst` [n, length, dModel]; likewise without n. Parameters: those of self_attn,
/// multihead_attn, linear1, linear2, norm1, norm2 and norm3.
///
/// Source: Vaswani et al. 2017, "Attention is all you need", section 3.1; PyTorch 2.13,
/// `torch.nn.TransformerDecoderLayer`.
public final class TransformerDecoderLayer: Module, CustomReflectable, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, an atomic cell, is never replaced after init.

    /// The options.
    public let configuration: TransformerLayerConfiguration
    /// The attention of each place to all of its sequence, and to the memory.
    public let selfAttn, multiheadAttn: MultiheadAttention
    /// The normalizations of both attentions and of the network.
    public let norm1, norm2, norm3: LayerNorm
    private let network: TransformerFeedForward
    /// The network's layer to `dimFeedforward` numbers.
    public var linear1: Linear { network.linear1 }
    /// The network's layer back to `dModel` numbers.
    public var linear2: Linear { network.linear2 }

    /// Whether anything is dropped.
    @TrainingMode public var isTraining: Bool

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(
        _ configuration: TransformerLayerConfiguration, generator: Generator = .default
    ) throws {
        self.configuration = configuration
        selfAttn = try configuration.attention(generator)
        multiheadAttn = try configuration.attention(generator)
        network = try TransformerFeedForward(configuration, generator: generator)
        norm1 = try configuration.norm()
        norm2 = try configuration.norm()
        norm3 = try configuration.norm()
    }

    /// A layer of `nhead` heads on `dModel` numbers.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public convenience init(
        _ dModel: Int, _ nhead: Int, dimFeedforward: Int = 2048, dropout: Double = 0.1,
        activation: TransformerActivation = .relu, layerNormEps: Double = 1e-5,
        batchFirst: Bool = false, normFirst: Bool = false, bias: Bool = true,
        generator: Generator = .default
    ) throws {
        try self.init(
            TransformerLayerConfiguration(
                dModel: dModel, nhead: nhead, dimFeedforward: dimFeedforward, dropout: dropout,
                activation: activation, layerNormEps: layerNormEps, batchFirst: batchFirst,
                normFirst: normFirst, bias: bias), generator: generator)
    }

    public var customMirror: Mirror {
        let children: [Mirror.Child] = [
            ("self_attn", selfAttn), ("multihead_attn", multiheadAttn),
            ("linear1", network.linear1), ("linear2", network.linear2), ("norm1", norm1),
            ("norm2", norm2), ("norm3", norm3), ("isTraining", _isTraining),
        ]
        return Mirror(self, children: children)
    }

    /// The output for a sequence and a memory.
    ///
    /// - Parameters:
    ///   - tgtMask: What places of the sequence do not see of it, [length, length] or [n · nhead,
    ///     length, length]: `bool`, true where hidden, or numbers to add.
    ///   - memoryMask: What they do not see of the memory, [length, places].
    ///   - tgtKeyPaddingMask: What nobody sees of the sequence, [n, length].
    ///   - memoryKeyPaddingMask: What nobody sees of the memory, [n, places].
    ///   - tgtIsCausal: Whether each place sees those up to it only; takes the place of a `tgtMask`.
    ///   - memoryIsCausal: The same of the memory.
    /// - Throws: ``TensorError`` when shapes or types do not fit.
    public func callAsFunction(
        _ tgt: Tensor, _ memory: Tensor, tgtMask: Tensor? = nil, memoryMask: Tensor? = nil,
        tgtKeyPaddingMask: Tensor? = nil, memoryKeyPaddingMask: Tensor? = nil,
        tgtIsCausal: Bool = false, memoryIsCausal: Bool = false
    ) throws -> Tensor {
        do {
            var x = try network.residual(tgt, norm1, isTraining: isTraining) { x in
                try selfAttn(
                    x, x, x, keyPaddingMask: tgtKeyPaddingMask, needWeights: false,
                    attnMask: tgtMask, isCausal: tgtIsCausal
                ).output
            }
            x = try network.residual(x, norm2, isTraining: isTraining) { x in
                try multiheadAttn(
                    x, memory, memory, keyPaddingMask: memoryKeyPaddingMask, needWeights: false,
                    attnMask: memoryMask, isCausal: memoryIsCausal
                ).output
            }
            return try network.residual(x, norm3, isTraining: isTraining) { x in
                try network(x, isTraining: isTraining)
            }
        } catch let error as TensorError { throw error.passing(through: "TransformerDecoderLayer") }
    }
}
