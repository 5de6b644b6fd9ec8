// Inside this package the operations are visible too, some under their layers' names.
import class Layers.Embedding
import LinAlgKit

/// A transformer that predicts each next token: embeddings, blocks, layer norm, a linear head.
///
/// Shape: integers [batch, length] → [batch · length, vocabulary].
///
/// Source: Radford et al. 2019, "Language models are unsupervised multitask learners".
final class GPT: Layer {
    let te: Embedding
    let pe: Embedding
    let bl: [TransformerBlock]
    let ln: LayerNorm
    let head: Linear

    init(
        vocabulary: Int, width: Int, heads: Int, depth: Int, length: Int, generator: Generator
    ) throws {
        te = try Embedding(vocabulary, width, generator: generator)
        pe = try Embedding(length, width, generator: generator)
        bl = try (0..<depth).map { _ in
            try TransformerBlock(width: width, heads: heads, generator: generator)
        }
        ln = try LayerNorm([width])
        head = try Linear(width, vocabulary, bias: false, generator: generator)
    }

    func forward(_ tokens: Tensor) throws -> Tensor {
        var x = try te(tokens) + pe(Tensor.arange(tokens.shape[1]))
        for block in bl { x = try block(x) }
        return try head(ln(x)).flatten(startDim: 0, endDim: 1)
    }
}

/// Causal attention and two linear layers with GELU, each added to its normalised input.
///
/// Shape: [batch, length, width] → the same.
final class TransformerBlock: Layer {
    let l1: LayerNorm
    let qkv: Linear
    let proj: Linear
    let l2: LayerNorm
    let f1: Linear
    let f2: Linear
    private let heads: Int

    init(width: Int, heads: Int, generator: Generator) throws {
        self.heads = heads
        l1 = try LayerNorm([width])
        qkv = try Linear(width, 3 * width, generator: generator)
        proj = try Linear(width, width, generator: generator)
        l2 = try LayerNorm([width])
        f1 = try Linear(width, 4 * width, generator: generator)
        f2 = try Linear(4 * width, width, generator: generator)
    }

    func forward(_ input: Tensor) throws -> Tensor {
        let (batch, length, width) = (input.shape[0], input.shape[1], input.shape[2])
        let parts = try qkv(l1(input)).reshape(batch, length, 3, heads, width / heads)
            .permute(2, 0, 3, 1, 4).unbind()
        let attended = try scaledDotProductAttention(parts[0], parts[1], parts[2], isCausal: true)
        let x = try input + proj(attended.transpose(1, 2).reshape(batch, length, width))
        return try x + f2(f1(l2(x)).gelu())
    }
}
