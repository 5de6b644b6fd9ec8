import Autograd
import Layers

/// The encoder of BERT with the names of Hugging Face's BertModel, as a user of PyTorch would write
/// it here.
package final class BERT: Module {
    let embeddings: Embeddings
    let encoder: Encoder
    let pooler: Dense

    package init(
        vocabulary: Int, size: Int, layers: Int, heads: Int, intermediate: Int, places: Int
    ) throws {
        embeddings = try Embeddings(vocabulary, size, places)
        encoder = try Encoder(layers, size, heads, intermediate)
        pooler = try Dense(size, size)
    }

    /// The vectors of all places, and that of the pooler after them.
    package func callAsFunction(_ ids: Tensor, _ types: Tensor, mask: Tensor) throws -> Tensor {
        let mask = try mask.unsqueeze(dim: 1).unsqueeze(dim: 1)
        var x = try embeddings(ids, types)
        for block in encoder.layer { x = try block(x, mask: mask) }
        let first = try x.narrow(dim: 1, start: 0, length: 1)
        return try cat([x, pooler.dense(first).tanh()], dim: 1)
    }

    final class Embeddings: Module, ModuleContainer {
        let words, positions, types: Layers.Embedding
        let norm: Layers.LayerNorm

        init(_ vocabulary: Int, _ size: Int, _ places: Int) throws {
            words = try .init(vocabulary, size, paddingIdx: 0)
            positions = try .init(places, size)
            types = try .init(2, size)
            norm = try .init(size, eps: 1e-12)
        }

        var containedModules: [(name: String, module: any Module)] {
            [
                ("word_embeddings", words), ("position_embeddings", positions),
                ("token_type_embeddings", types), ("LayerNorm", norm),
            ]
        }

        func callAsFunction(_ ids: Tensor, _ types: Tensor) throws -> Tensor {
            let places = try Tensor((0..<Int64(ids.shape[1])).map { $0 })
            return try norm(words(ids) + self.types(types) + positions(places))
        }
    }

    final class Encoder: Module {
        let layer: [Block]

        init(_ layers: Int, _ size: Int, _ heads: Int, _ intermediate: Int) throws {
            layer = try (0..<layers).map { _ in try Block(size, heads, intermediate) }
        }
    }

    final class Block: Module {
        let attention: Attention
        let intermediate: Dense
        let output: Output

        init(_ size: Int, _ heads: Int, _ intermediate: Int) throws {
            attention = try Attention(size, heads)
            self.intermediate = try Dense(size, intermediate)
            output = try Output(intermediate, size)
        }

        func callAsFunction(_ x: Tensor, mask: Tensor) throws -> Tensor {
            let attended = try attention(x, mask: mask)
            return try output(intermediate.dense(attended).gelu(), attended)
        }
    }

    final class Attention: Module, ModuleContainer {
        let projections: Projections
        let output: Output

        init(_ size: Int, _ heads: Int) throws {
            projections = try Projections(size, heads)
            output = try Output(size, size)
        }

        var containedModules: [(name: String, module: any Module)] {
            [("self", projections), ("output", output)]
        }

        func callAsFunction(_ x: Tensor, mask: Tensor) throws -> Tensor {
            try output(projections(x, mask: mask), x)
        }
    }

    final class Projections: Module {
        let query, key, value: Linear
        private let heads: Int

        init(_ size: Int, _ heads: Int) throws {
            query = try Linear(size, size)
            key = try Linear(size, size)
            value = try Linear(size, size)
            self.heads = heads
        }

        func callAsFunction(_ x: Tensor, mask: Tensor) throws -> Tensor {
            let (n, length, size) = (x.shape[0], x.shape[1], x.shape[2])
            let (q, k, v) = (try query(x), try key(x), try value(x))
            let parts = try [q, k, v].map {
                try $0.reshape(n, length, heads, size / heads).transpose(1, 2)
            }
            return try scaledDotProductAttention(parts[0], parts[1], parts[2], mask: mask)
                .transpose(1, 2).reshape(n, length, size)
        }
    }

    final class Dense: Module {
        let dense: Linear

        init(_ inputs: Int, _ outputs: Int) throws { dense = try Linear(inputs, outputs) }
    }

    final class Output: Module, ModuleContainer {
        let dense: Linear
        let norm: Layers.LayerNorm

        init(_ inputs: Int, _ outputs: Int) throws {
            dense = try Linear(inputs, outputs)
            norm = try .init(outputs, eps: 1e-12)
        }

        var containedModules: [(name: String, module: any Module)] {
            [("dense", dense), ("LayerNorm", norm)]
        }

        func callAsFunction(_ x: Tensor, _ residual: Tensor) throws -> Tensor {
            try norm(dense(x) + residual)
        }
    }
}
