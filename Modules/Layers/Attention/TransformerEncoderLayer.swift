/// Self-attention and a network of two products, each added to what goes into it and normalized.
///
/// Shape: [length, n, dModel] → the same, with `batchFirst` [n, length, dModel]; likewise without n.
/// Parameters: those of self_attn, linear1, linear2, norm1 and norm2.
///
/// `layer(x, mask: m)` and the like hide places from others.
///
/// Source: Vaswani et al. 2017, "Attention is all you need", section 3.1; with `normFirst` Xiong et
/// al. 2020, "On layer normalization in the transformer architecture"; PyTorch 2.13,
/// `torch.nn.TransformerEncoderLayer`.
public final class TransformerEncoderLayer: ConfigurableLayer, CustomReflectable,
    @unchecked Sendable
{
    // `@unchecked`: the wrapper's storage, an atomic cell, is never replaced after init.

    public static let layerName = "TransformerEncoderLayer"
    public let configuration: TransformerLayerConfiguration
    /// The attention of each place to all.
    public let selfAttn: MultiheadAttention
    /// The normalizations of the attention and of the network.
    public let norm1, norm2: LayerNorm
    private let network: TransformerFeedForward
    /// The network's layer to `dimFeedforward` numbers.
    public var linear1: Linear { network.linear1 }
    /// The network's layer back to `dModel` numbers.
    public var linear2: Linear { network.linear2 }

    /// Whether anything is dropped.
    @TrainingMode public var isTraining: Bool

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(_ configuration: TransformerLayerConfiguration, generator: Generator) throws {
        self.configuration = configuration
        selfAttn = try configuration.attention(generator)
        network = try TransformerFeedForward(configuration, generator: generator)
        norm1 = try configuration.norm()
        norm2 = try configuration.norm()
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
            ("self_attn", selfAttn), ("linear1", network.linear1), ("linear2", network.linear2),
            ("norm1", norm1), ("norm2", norm2), ("isTraining", _isTraining),
        ]
        return Mirror(self, children: children)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try encode(input, mask: nil, padding: nil, isCausal: false)
    }

    /// The output with places hidden from others.
    ///
    /// - Parameters:
    ///   - mask: [length, length] or [n · nhead, length, length]: `bool`, true where a place (row)
    ///     does not see another (column), or numbers to add.
    ///   - srcKeyPaddingMask: [n, length]: `bool`, true where nobody sees a place, or numbers to add.
    ///   - isCausal: Whether each place sees those up to it only; takes the place of a `mask`.
    /// - Throws: ``TensorError`` when shapes or types do not fit.
    public func callAsFunction(
        _ src: Tensor, mask: Tensor? = nil, srcKeyPaddingMask: Tensor? = nil,
        isCausal: Bool = false
    ) throws -> Tensor {
        do {
            return try encode(src, mask: mask, padding: srcKeyPaddingMask, isCausal: isCausal)
        } catch let error as TensorError { throw error.passing(through: Self.layerName) }
    }

    private func encode(
        _ x: Tensor, mask: Tensor?, padding: Tensor?, isCausal: Bool
    ) throws -> Tensor {
        let attended = try network.residual(x, norm1, isTraining: isTraining) { x in
            try selfAttn(
                x, x, x, keyPaddingMask: padding, needWeights: false, attnMask: mask,
                isCausal: isCausal
            ).output
        }
        return try network.residual(attended, norm2, isTraining: isTraining) { x in
            try network(x, isTraining: isTraining)
        }
    }
}

extension TransformerEncoderLayer {
    public static var samples: [LayerSample<TransformerEncoderLayer>] {
        get throws {
            [
                try LayerSample(
                    "norms last",
                    TransformerLayerConfiguration(
                        dModel: 4, nhead: 2, dimFeedforward: 3, dropout: 0.2, activation: .gelu),
                    shape: [3, 1, 4], refusing: [[3, 2, 3], [4], [1, 3, 2, 4]]),
                try LayerSample(
                    "norms first, batch first, no bias",
                    TransformerLayerConfiguration(
                        dModel: 3, nhead: 1, dimFeedforward: 2, dropout: 0, activation: .gelu,
                        batchFirst: true, normFirst: true, bias: false), shape: [2, 2, 3]),
            ]
        }
    }
}
