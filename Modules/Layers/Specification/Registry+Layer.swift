extension Registry.Kind {
    /// Layers by name, for model specifications.
    public static let layer = Registry.Kind("layer")
}

/// Builds a layer from its entry in a specification.
public struct LayerBuilder: Sendable {
    /// The layer's type; nil where it is not a ``ConfigurableLayer``.
    public let type: (any ConfigurableLayer.Type)?
    /// The layer, with its options read from a decoder and its weights from a generator.
    public let build: @Sendable (any Decoder, Generator) throws -> any Layer

    init(
        _ type: (any ConfigurableLayer.Type)? = nil,
        build: @escaping @Sendable (any Decoder, Generator) throws -> any Layer
    ) {
        self.type = type
        self.build = build
    }
}

extension Registry {
    /// Adds a layer under its `layerName`, so that specifications can name it.
    ///
    /// - Throws: ``TensorError`` when the name is taken.
    public mutating func register<L: ConfigurableLayer>(layer _: L.Type) throws(TensorError) {
        let builder = LayerBuilder(L.self) { decoder, generator in
            try L(L.Configuration(from: decoder), generator: generator)
        }
        try register(builder, named: L.layerName, kind: .layer)
    }
}
