/// A model written down: the layers, in order, by name and with their options.
///
/// In JSON, as `Sequential(json:)` takes it and as checkpoints and commands store it:
/// ```json
/// {"layers": [{"type": "Linear", "inputs": 64, "outputs": 10}, {"type": "ReLU"}]}
/// ```
/// `type` is a name that the registry knows, of this package or of any plugin in the program; the
/// other keys are the layer's `Configuration`. An entry of type `Sequential` has `layers` of its
/// own.
public struct ModelSpecification: Sendable, Hashable {
    /// One layer.
    public struct Entry: Sendable, Hashable {
        /// The layer's name in the registry.
        public var type: String
        /// Its options; those left out have their defaults.
        public var options: [String: SpecificationValue]

        public init(_ type: String, _ options: [String: SpecificationValue] = [:]) {
            self.type = type
            self.options = options
        }
    }

    /// The layers, in order.
    public var layers: [Entry]

    /// A model of layers in order.
    public init(_ layers: [Entry]) { self.layers = layers }

    /// The specification that a value holds.
    ///
    /// - Throws: ``TensorError`` when it has another form.
    public init(_ value: SpecificationValue) throws(TensorError) {
        guard case .options(let options) = value, case .list(let entries)? = options["layers"],
            options.count == 1
        else {
            throw TensorError(
                .value, "ModelSpecification", expected: #"{"layers": […]}"#, got: "\(value)")
        }
        layers = []
        for (position, value) in entries.enumerated() {
            guard case .options(var options) = value, case .text(let type)? = options["type"] else {
                throw TensorError(
                    .value, "ModelSpecification",
                    expected: #"an object with a "type" as layers[\#(position)]"#, got: "\(value)")
            }
            options["type"] = nil
            layers.append(Entry(type, options))
        }
    }

    /// The specification as a value.
    public var value: SpecificationValue {
        .options([
            "layers": .list(
                layers.map { entry in
                    .options(entry.options.merging(["type": .text(entry.type)]) { _, type in type })
                })
        ])
    }
}

extension ModelSpecification: Codable {
    public init(from decoder: any Decoder) throws {
        try self.init(SpecificationValue(from: decoder))
    }

    public func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}

extension ModelSpecification {
    /// Builds the layers, in order, with initial weights from `generator`.
    ///
    /// - Throws: ``TensorError`` that says which layer and which option is wrong; the generator is
    ///   then where it was.
    public func build(generator: Generator = .default) throws -> [any Layer] {
        let state = generator.state
        do {
            let registry = Runtime.registry
            return try layers.enumerated().map { position, entry in
                try entry.build(position, registry, generator)
            }
        } catch {
            generator.state = state
            throw error
        }
    }
}

extension ModelSpecification.Entry {
    fileprivate func build(
        _ position: Int, _ registry: Registry, _ generator: Generator
    ) throws -> any Layer {
        let known = registry.names(of: .layer)
        guard known.contains(type) else {
            throw TensorError(
                .name, "ModelSpecification", expected: "one of \(known.joined(separator: ", "))",
                got: "\"\(type)\" as layers[\(position)]",
                hint: "Is the package that has it linked into this program?")
        }
        let builder = try registry.entry(named: type, kind: .layer, as: LayerBuilder.self)
        let decoder = SpecificationDecoder(.options(options))
        do {
            let layer = try builder.build(decoder, generator)
            if let (key, known) = decoder.unknownKey { throw unknown(key, known) }
            return layer
        } catch let error as DecodingError {
            throw describe(error).passing(through: "layers[\(position)]")
        } catch let error as TensorError {
            throw error.passing(through: "layers[\(position)]")
        }
    }

    private func unknown(_ key: String, _ known: [String]) -> TensorError {
        let options = known.map { "\"\($0)\"" }.joined(separator: ", ")
        return TensorError(
            .name, type, expected: known.isEmpty ? "no options" : "only the options \(options)",
            got: "\"\(key)\"", hint: "Is it misspelt?")
    }

    /// What is wrong with an option, in this library's words.
    private func describe(_ error: DecodingError) -> TensorError {
        let expected: String
        let context: DecodingError.Context
        switch error {
        case .keyNotFound(let key, let found):
            let keys = options.keys.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
            return TensorError(
                .name, type, expected: "the option \"\(path(found.codingPath + [key]))\"",
                got: keys.isEmpty ? "no options" : "only \(keys)")
        case .typeMismatch(_, let found), .valueNotFound(_, let found):
            (expected, context) = (found.debugDescription, found)
        case .dataCorrupted(let found):
            (expected, context) = ("a possible value (\(found.debugDescription))", found)
        @unknown default:
            return TensorError(.value, type, message: "\(error)")
        }
        let value = SpecificationValue.options(options).value(at: context.codingPath)
        return TensorError(
            .value, type, expected: "\(expected) for \"\(path(context.codingPath))\"",
            got: "\(value ?? .null)")
    }

    private func path(_ keys: [any CodingKey]) -> String {
        keys.map(\.stringValue).joined(separator: ".")
    }
}
