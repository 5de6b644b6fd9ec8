/// x Wᵀ + b.
///
/// Shape: [..., inputs] → [..., outputs]; weight [outputs, inputs], bias [outputs].
///
/// Weight and bias start uniform over ±1/√inputs.
public final class Linear: ConfigurableLayer, @unchecked Sendable {
    // `@unchecked`: the wrappers' storage, a locked cell each, is never replaced after init.

    /// A layer's options.
    public struct Configuration: Codable, Sendable {
        /// The size of an input.
        public var inputs: Int
        /// The size of an output.
        public var outputs: Int
        /// Whether a bias is added.
        public var bias: Bool

        public init(inputs: Int, outputs: Int, bias: Bool = true) {
            self.inputs = inputs
            self.outputs = outputs
            self.bias = bias
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            inputs = try container.decode(Int.self, forKey: .inputs)
            outputs = try container.decode(Int.self, forKey: .outputs)
            bias = try container.decodeIfPresent(Bool.self, forKey: .bias) ?? true
        }
    }

    public static let layerName = "Linear"
    public let configuration: Configuration

    /// The weight, [outputs, inputs].
    @Parameter public var weight: Tensor
    /// The bias, [outputs], or nil.
    public let bias: Parameter?

    /// - Throws: ``TensorError`` when a size is not positive.
    public init(_ configuration: Configuration, generator: Generator) throws {
        guard configuration.inputs > 0, configuration.outputs > 0 else {
            throw TensorError(
                .value, Self.layerName, expected: "sizes of at least 1",
                got: "\(configuration.inputs) inputs and \(configuration.outputs) outputs")
        }
        self.configuration = configuration
        let start = try Tensor.standardWeight(
            [configuration.outputs, configuration.inputs], bias: configuration.bias,
            generator: generator)
        weight = start.weight
        bias = start.bias.map { Parameter($0) }
    }

    /// A layer from `inputs` numbers to `outputs`.
    ///
    /// - Throws: ``TensorError`` when a size is not positive.
    public convenience init(
        _ inputs: Int, _ outputs: Int, bias: Bool = true, generator: Generator = .default
    ) throws {
        try self.init(
            Configuration(inputs: inputs, outputs: outputs, bias: bias), generator: generator)
    }

    public func forward(_ input: Tensor) throws -> Tensor {
        try input.linear(weight: weight, bias: bias?.value)
    }
}

extension Linear {
    public static var samples: [LayerSample<Linear>] {
        get throws {
            let refused: [Shape] = [[4, 2], [3, 4], []]
            return [
                try LayerSample(
                    "batch", Configuration(inputs: 3, outputs: 2), shape: [4, 3], refusing: refused),
                try LayerSample(
                    "sequences", Configuration(inputs: 3, outputs: 2), shape: [2, 2, 3]),
                try LayerSample(
                    "no bias", Configuration(inputs: 3, outputs: 2, bias: false), shape: [3],
                    refusing: refused),
            ]
        }
    }
}
