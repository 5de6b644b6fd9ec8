/// A layer's options with an input, for the check of its contract.
public struct LayerSample<L: ConfigurableLayer>: Sendable {
    /// What the sample is about, for reports.
    public let label: String
    /// The options.
    public let configuration: L.Configuration
    /// What the layer is called with: `float64`, or integers where the layer takes such; away from
    /// points without a derivative.
    public let input: Tensor
    /// Shapes of inputs that the layer's documentation rules out.
    public let refused: [Shape]

    /// Options with an input.
    ///
    /// - Parameter refusing: Shapes of inputs that must throw a ``TensorError``.
    public init(
        _ label: String, _ configuration: L.Configuration, input: Tensor, refusing: [Shape] = []
    ) {
        self.label = label
        self.configuration = configuration
        self.input = input
        refused = refusing
    }

    /// Options with an input of a shape: numbers of ±2, all different, none near 0.
    ///
    /// - Parameter refusing: Shapes of inputs that must throw a ``TensorError``.
    public init(
        _ label: String, _ configuration: L.Configuration, shape: Shape, refusing: [Shape] = []
    ) throws {
        self.init(
            label, configuration, input: try Samples.values(shape, in: -2...2, avoiding: [0]),
            refusing: refusing)
    }
}

extension LayerSample {
    /// Samples of a layer none of whose options must be given, on those of a few shapes that it
    /// accepts.
    ///
    /// - Throws: ``TensorError`` when an option has no default, or no shape is accepted.
    static var derived: [LayerSample] {
        get throws {
            let configuration: L.Configuration
            do {
                configuration = try L.Configuration(from: SpecificationDecoder(.options([:])))
            } catch is DecodingError {
                throw TensorError(
                    .value, L.layerName, expected: "options that all have defaults, or samples",
                    got: "neither", hint: "Declare `static var samples`.")
            }
            let layer = try L(configuration, generator: Generator(seed: 0))
            let shapes: [Shape] = [[2, 3], [5], [2, 3, 4, 2]]
            let accepted = try shapes.map { try LayerSample("\($0)", configuration, shape: $0) }
                .filter { sample in
                    let result = noGrad { Result { try layer(sample.input) } }
                    if case .success = result { return true }
                    return false
                }
            guard !accepted.isEmpty else {
                throw TensorError(
                    .shape, L.layerName, expected: "samples, or one of \(shapes) to be accepted",
                    got: "neither", hint: "Declare `static var samples`.")
            }
            return accepted
        }
    }
}

extension ConfigurableLayer {
    public static var samples: [LayerSample<Self>] { get throws { try LayerSample.derived } }
}
