#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension ModelSpecification {
    /// The specification in a JSON text.
    ///
    /// - Throws: ``TensorError`` when it is no JSON or has another form. Names and options are
    ///   checked when the layers are built.
    public init(json: String) throws { try self.init(json: Data(json.utf8)) }

    /// The specification in JSON, in UTF-8.
    ///
    /// - Throws: As for a text.
    public init(json: Data) throws {
        let value: SpecificationValue
        do { value = try JSONDecoder().decode(SpecificationValue.self, from: json) } catch {
            throw TensorError(
                .value, "ModelSpecification", expected: #"JSON such as {"layers": […]}"#,
                got: json.isEmpty ? "nothing" : "what is not JSON (\(error))")
        }
        try self.init(value)
    }

    /// This specification in JSON, with keys in the order of the alphabet: equal specifications
    /// give equal texts.
    ///
    /// - Throws: ``TensorError`` when an option is not a finite number.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do { return String(decoding: try encoder.encode(self), as: UTF8.self) } catch {
            throw TensorError(
                .value, "ModelSpecification", expected: "finite numbers in all options",
                got: "\(error)")
        }
    }
}

extension ModelSpecification.Entry {
    /// The entry that a layer can be built anew from, with weights of its own.
    ///
    /// - Throws: ``TensorError`` when the layer's configuration is not made of keys and values.
    public init<L: ConfigurableLayer>(of layer: L) throws {
        let data = try JSONEncoder().encode(layer.configuration)
        let value = try JSONDecoder().decode(SpecificationValue.self, from: data)
        guard case .options(let options) = value else {
            throw TensorError(
                .value, L.layerName, expected: "a configuration of keys and values",
                got: "\(value)")
        }
        self.init(L.layerName, options)
    }
}
