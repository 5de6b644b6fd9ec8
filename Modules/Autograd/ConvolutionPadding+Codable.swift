extension ConvolutionPadding: Codable {
    /// Reads "same", "valid", or a size.
    public init(from decoder: any Decoder) throws {
        guard let name = try? decoder.singleValueContainer().decode(String.self) else {
            self = .size(try Size(from: decoder))
            return
        }
        guard let name = Name(rawValue: name) else {
            throw DecodingError.typeMismatch(
                Self.self,
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "\"same\", \"valid\" or a size"))
        }
        self = .named(name)
    }

    /// Writes "same", "valid", or the size.
    public func encode(to encoder: any Encoder) throws {
        if case .size(let size) = self { return try size.encode(to: encoder) }
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
