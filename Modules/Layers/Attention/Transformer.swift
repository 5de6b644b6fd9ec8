/// An encoder and a decoder that sees what the encoder gives.
///
/// Shape: a source [places, n, dModel] and a target [length, n, dModel] → [length, n, dModel], with
/// `batchFirst` [n, length, dModel]; likewise without n. Parameters: those of encoder.layers.0, …,
/// encoder.norm, decoder.layers.0, …, decoder.norm.
///
/// Weights start uniform as in `xavierUniform`.
///
/// Source: Vaswani et al. 2017, "Attention is all you need"; PyTorch 2.13, `torch.nn.Transformer`.
public final class Transformer: Module, Sendable {
    /// What sees the source.
    public let encoder: TransformerEncoder
    /// What sees the target and the encoder's output.
    public let decoder: TransformerDecoder

    /// A model of `nhead` heads on `dModel` numbers.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public init(
        dModel: Int = 512, nhead: Int = 8, numEncoderLayers: Int = 6, numDecoderLayers: Int = 6,
        dimFeedforward: Int = 2048, dropout: Double = 0.1,
        activation: TransformerActivation = .relu, layerNormEps: Double = 1e-5,
        batchFirst: Bool = false, normFirst: Bool = false, bias: Bool = true,
        generator: Generator = .default
    ) throws {
        let layer = TransformerLayerConfiguration(
            dModel: dModel, nhead: nhead, dimFeedforward: dimFeedforward, dropout: dropout,
            activation: activation, layerNormEps: layerNormEps, batchFirst: batchFirst,
            normFirst: normFirst, bias: bias)
        let norm = LayerNorm.Configuration(
            normalizedShape: [dModel], eps: layerNormEps, bias: bias)
        encoder = try TransformerEncoder(
            layer, numLayers: numEncoderLayers, norm: norm, generator: generator)
        decoder = try TransformerDecoder(
            layer, numLayers: numDecoderLayers, norm: norm, generator: generator)
        for parameter in parameters() where parameter.value.rank > 1 {
            parameter.value = try .xavierUniform(parameter.value.shape, generator: generator)
        }
    }

    /// The output for a source and a target.
    ///
    /// - Parameters:
    ///   - srcMask: What places of the source do not see of it, [places, places] or [n · nhead,
    ///     places, places]: `bool`, true where hidden, or numbers to add.
    ///   - tgtMask: What those of the target do not see of it, [length, length].
    ///   - memoryMask: What those of the target do not see of the source, [length, places].
    ///   - srcKeyPaddingMask: What nobody sees of the source, [n, places].
    ///   - tgtKeyPaddingMask: What nobody sees of the target, [n, length].
    ///   - memoryKeyPaddingMask: What the target does not see of the source, [n, places].
    ///   - srcIsCausal: Whether each place of the source sees those up to it only.
    ///   - tgtIsCausal: The same of the target.
    ///   - memoryIsCausal: The same of what the target sees of the source.
    /// - Throws: ``TensorError`` when shapes or types do not fit.
    public func callAsFunction(
        _ src: Tensor, _ tgt: Tensor, srcMask: Tensor? = nil, tgtMask: Tensor? = nil,
        memoryMask: Tensor? = nil, srcKeyPaddingMask: Tensor? = nil,
        tgtKeyPaddingMask: Tensor? = nil, memoryKeyPaddingMask: Tensor? = nil,
        srcIsCausal: Bool = false, tgtIsCausal: Bool = false, memoryIsCausal: Bool = false
    ) throws -> Tensor {
        do {
            let memory = try encoder(
                src, mask: srcMask, srcKeyPaddingMask: srcKeyPaddingMask, isCausal: srcIsCausal)
            return try decoder(
                tgt, memory, tgtMask: tgtMask, memoryMask: memoryMask,
                tgtKeyPaddingMask: tgtKeyPaddingMask, memoryKeyPaddingMask: memoryKeyPaddingMask,
                tgtIsCausal: tgtIsCausal, memoryIsCausal: memoryIsCausal)
        } catch let error as TensorError { throw error.passing(through: "Transformer") }
    }

    /// The mask of a sequence whose places see those up to them only: 0 there, −∞ after.
    ///
    /// - Throws: ``TensorError`` when the size is negative.
    public static func generateSquareSubsequentMask(
        _ size: Int, dtype: DType = .float32
    ) throws -> Tensor {
        try size.require(atLeast: 0, "size", "Transformer")
        return try Tensor.full([size, size], -Double.infinity, dtype: dtype).triu(diagonal: 1)
    }
}
