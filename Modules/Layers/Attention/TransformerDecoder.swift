/// Decoder layers one after the other, and perhaps a normalization.
///
/// Shape: [length, n, dModel] and a memory [places, n, dModel] → [length, n, dModel], with
/// `batchFirst` [n, length, dModel]; likewise without n. Parameters: those of layers.0, layers.1, …
/// and norm.
///
/// Source: PyTorch 2.13, `torch.nn.TransformerDecoder`.
public final class TransformerDecoder: Module, Sendable {
    /// The layers, in order.
    public let layers: [TransformerDecoderLayer]
    /// The normalization of what the last layer gives, or nil.
    public let norm: LayerNorm?

    /// So many layers with the options of one, each with weights of its own.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public init(
        _ decoderLayer: TransformerLayerConfiguration, numLayers: Int,
        norm: LayerNorm.Configuration? = nil, generator: Generator = .default
    ) throws {
        try numLayers.require(atLeast: 1, atMost: mostLayers, "numLayers", "TransformerDecoder")
        layers = try (0..<numLayers).map { _ in
            try TransformerDecoderLayer(decoderLayer, generator: generator)
        }
        self.norm = try norm.map { try LayerNorm($0) }
    }

    /// So many copies of a layer, which begin with its weights, as PyTorch's do.
    ///
    /// - Throws: ``TensorError`` when `numLayers` is out of range, or something of
    ///   the layer is parametrized.
    public convenience init(
        _ decoderLayer: TransformerDecoderLayer, numLayers: Int, norm: LayerNorm? = nil,
        generator: Generator = .default
    ) throws {
        try self.init(
            decoderLayer.configuration, numLayers: numLayers, norm: norm?.configuration,
            generator: generator)
        for layer in layers { try layer.copy(decoderLayer) }
        if let norm { try self.norm?.copy(norm) }
    }

    /// The output for a sequence and a memory; masks are those of ``TransformerDecoderLayer``.
    ///
    /// - Throws: ``TensorError`` when shapes or types do not fit.
    public func callAsFunction(
        _ tgt: Tensor, _ memory: Tensor, tgtMask: Tensor? = nil, memoryMask: Tensor? = nil,
        tgtKeyPaddingMask: Tensor? = nil, memoryKeyPaddingMask: Tensor? = nil,
        tgtIsCausal: Bool = false, memoryIsCausal: Bool = false
    ) throws -> Tensor {
        do {
            let x = try layers.reduce(tgt) { x, layer in
                try layer(
                    x, memory, tgtMask: tgtMask, memoryMask: memoryMask,
                    tgtKeyPaddingMask: tgtKeyPaddingMask,
                    memoryKeyPaddingMask: memoryKeyPaddingMask, tgtIsCausal: tgtIsCausal,
                    memoryIsCausal: memoryIsCausal)
            }
            return try norm.map { try $0(x) } ?? x
        } catch let error as TensorError { throw error.passing(through: "TransformerDecoder") }
    }
}
