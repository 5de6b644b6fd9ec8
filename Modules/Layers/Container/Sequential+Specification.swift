#if canImport(FoundationEssentials)
    public import struct FoundationEssentials.Data
#else
    public import struct Foundation.Data
#endif

extension Sequential {
    /// The name in specifications.
    public static let layerName = "Sequential"

    /// How the registry builds one.
    static let builder = LayerBuilder { decoder, generator in
        try Sequential(ModelSpecification(from: decoder), generator: generator)
    }

    /// The model that a specification describes, with initial weights from `generator`.
    ///
    /// - Throws: ``TensorError`` when a layer is unknown, or an option is unknown, missing, of
    ///   another type or out of range; it says which, and in which layer.
    public convenience init(
        _ specification: ModelSpecification, generator: Generator = .default
    ) throws {
        self.init(try specification.build(generator: generator))
    }

    /// The model that a JSON text describes; see ``ModelSpecification``.
    ///
    /// - Throws: As for a specification, and when the text is no JSON.
    public convenience init(json: String, generator: Generator = .default) throws {
        try self.init(ModelSpecification(json: json), generator: generator)
    }

    /// The model that JSON in UTF-8 describes; see ``ModelSpecification``.
    ///
    /// - Throws: As for a specification, and when it is no JSON.
    public convenience init(json: Data, generator: Generator = .default) throws {
        try self.init(ModelSpecification(json: json), generator: generator)
    }

    /// This model's layers and options, without its weights.
    ///
    /// - Throws: ``TensorError`` when a layer cannot be named in a specification, or a parameter is
    ///   normalised by `weightNorm` or `spectralNorm`, which cannot be.
    public func specification() throws -> ModelSpecification {
        if let cell = ModuleContents(of: self).parametrized.first {
            throw TensorError(
                .name, "specification", expected: "parameters that are tensors of their own",
                got: "\"\(cell.name)\", which is normalised",
                hint: "Call removeParametrizations first, or weightNorm on the model built anew.")
        }
        return try ModelSpecification(
            layers.enumerated().map { position, layer in
                if let layer = layer as? Sequential {
                    guard case .options(let options) = try layer.specification().value else {
                        preconditionFailure("a specification's value is made of options")
                    }
                    return ModelSpecification.Entry(Self.layerName, options)
                }
                guard let layer = layer as? any ConfigurableLayer else {
                    throw TensorError(
                        .name, "specification", expected: "layers that have a name in the registry",
                        got: "\(type(of: layer)) as layers[\(position)]",
                        hint: "Make it a ConfigurableLayer and register it.")
                }
                return try ModelSpecification.Entry(of: layer)
            })
    }
}
