/// What the layers of transformers share beside their attentions: the network of two products, and
/// the way of a block's output into the sum.
struct TransformerFeedForward: Sendable {
    let linear1, linear2: Linear
    private let configuration: TransformerLayerConfiguration
    private let generator: Generator

    init(_ configuration: TransformerLayerConfiguration, generator: Generator) throws {
        let (size, inner) = (configuration.dModel, configuration.dimFeedforward)
        linear1 = try Linear(size, inner, bias: configuration.bias, generator: generator)
        linear2 = try Linear(inner, size, bias: configuration.bias, generator: generator)
        self.configuration = configuration
        self.generator = generator
    }

    /// linear2(dropout(activation(linear1(x)))).
    func callAsFunction(_ x: Tensor, isTraining: Bool) throws -> Tensor {
        try linear2(dropped(configuration.activation(linear1(x)), isTraining))
    }

    /// x + dropout(block(norm(x))), or norm(x + dropout(block(x))).
    func residual(
        _ x: Tensor, _ norm: LayerNorm, isTraining: Bool, _ block: (Tensor) throws -> Tensor
    ) throws -> Tensor {
        if configuration.normFirst { return try x + dropped(block(norm(x)), isTraining) }
        return try norm(x + dropped(block(x), isTraining))
    }

    private func dropped(_ x: Tensor, _ isTraining: Bool) throws -> Tensor {
        isTraining && configuration.dropout > 0
            ? try x.dropout(p: configuration.dropout, generator: generator) : x
    }
}
