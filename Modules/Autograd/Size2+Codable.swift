extension Size2: Codable {
    /// Reads a number, for both, or a list of two: height and width.
    public init(from decoder: any Decoder) throws {
        self = try decoder.decodeSize(along: ["height", "width"]) { (sizes: [Int]) in
            Size2(sizes[0], sizes[1])
        }
    }

    /// Writes a number when both are the same, else a list of two.
    public func encode(to encoder: any Encoder) throws { try encoder.encodeSizes(extents) }
}

/// How sizes of any number of axes are written down: ``Size2``, ``Size3`` and those of layers.
extension Decoder {
    /// Reads a number, for all axes, or a list of one for each.
    ///
    /// - Parameters:
    ///   - axes: What the axes are called, for the error.
    ///   - make: Makes the size of a list, which has one `Extent` for each axis: an `Int`, or an
    ///     `Int?` where null is one.
    /// - Throws: `DecodingError` when it is neither.
    package func decodeSize<Size: WindowSize, Extent: Decodable>(
        along axes: [String], _ make: ([Extent]) -> Size
    ) throws -> Size where Size.IntegerLiteralType == Int {
        let container = try singleValueContainer()
        if let size = try? container.decode(Int.self) { return Size(integerLiteral: size) }
        if let sizes = try? container.decode([Extent].self), sizes.count == axes.count {
            return make(sizes)
        }
        throw DecodingError.typeMismatch(
            Size.self,
            .init(
                codingPath: codingPath,
                debugDescription: "a whole number or [\(axes.joined(separator: ", "))]"))
    }
}

extension Encoder {
    /// Writes a number when there is one and the same along all axes, else a list of one for each,
    /// null for nil.
    ///
    /// - Parameter sizes: The size along each axis; at least one.
    package func encodeSizes(_ sizes: [Int?]) throws {
        var container = singleValueContainer()
        if let size = sizes[0], sizes.allSatisfy({ $0 == size }) {
            try container.encode(size)
        } else {
            try container.encode(sizes)
        }
    }
}
