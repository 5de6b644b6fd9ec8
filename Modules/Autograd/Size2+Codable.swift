extension Size2: Codable {
    /// Reads a number, for both, or a list of two: height and width.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let size = try? container.decode(Int.self) {
            self.init(size)
        } else if let sizes = try? container.decode([Int].self), sizes.count == 2 {
            self.init(sizes[0], sizes[1])
        } else {
            throw DecodingError.typeMismatch(
                Size2.self,
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "a whole number or [height, width]"))
        }
    }

    /// Writes a number when both are the same, else a list of two.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if height == width {
            try container.encode(height)
        } else {
            try container.encode([height, width])
        }
    }
}
