import Layers

extension LayerSubject {
    /// A sample with the specification that its options give.
    init<L: ConfigurableLayer>(_ sample: LayerSample<L>) {
        self.init(
            label: sample.label,
            make: { try L(sample.configuration, generator: $0) }, input: sample.input,
            refused: sample.refused,
            rebuild: { layer, generator in
                guard let layer = layer as? L else { return layer }
                return try Self.rebuilt(layer, generator)
            })
    }

    private static func rebuilt<L: ConfigurableLayer>(
        _ layer: L, _ generator: Generator
    ) throws -> any Layer {
        let specification = ModelSpecification([try ModelSpecification.Entry(of: layer)])
        let read = try ModelSpecification(json: specification.json())
        guard read == specification else {
            throw TensorError(
                .value, L.layerName, expected: "\(specification.value) to be read back from JSON",
                got: "\(read.value)")
        }
        func build() throws -> any Layer {
            let layers = try read.build(generator: generator)
            guard layers.count == 1, let built = layers[0] as? L else {
                throw TensorError(
                    .name, L.layerName, expected: "\(L.self) under its name in the registry",
                    got: "\(layers.map { "\(type(of: $0))" })")
            }
            let again = ModelSpecification([try ModelSpecification.Entry(of: built)])
            guard again == specification else {
                throw TensorError(
                    .value, L.layerName, expected: "the options \(specification.value)",
                    got: "\(again.value) of the layer built anew")
            }
            return built
        }
        if Runtime.registry.names(of: .layer).contains(L.layerName) { return try build() }
        return try Runtime.withPlugins(OneLayer<L>.self, body: build)
    }
}

/// A plugin that registers one layer, for the time of its check.
private enum OneLayer<L: ConfigurableLayer>: Plugin {
    static var name: String { "check of \(L.layerName)" }

    static func install(into registry: inout Registry) throws {
        try registry.register(layer: L.self)
    }
}
