/// Rows and columns of an output, of which those that are nil are the input's own.
///
/// An integer literal gives both the same.
public struct AdaptiveSize2: Sendable, Hashable {
    /// Rows; nil is the input's height.
    public var height: Int?
    /// Columns; nil is the input's width.
    public var width: Int?

    public init(_ height: Int?, _ width: Int?) {
        self.height = height
        self.width = width
    }
}

extension AdaptiveSize2: ExpressibleByIntegerLiteral, CustomStringConvertible {
    public init(integerLiteral size: Int) { self.init(size, size) }

    /// `3×nil`.
    public var description: String {
        [height, width].map { $0.map { "\($0)" } ?? "nil" }.joined(separator: "×")
    }
}

extension AdaptiveSize2: WindowSize {
    /// Height and width, without those that are the input's own.
    public var extents: [Int] { [height, width].compactMap { $0 } }

    /// Reads a number, for both, or a list of two: height and width, null for the input's own.
    public init(from decoder: any Decoder) throws {
        self = try decoder.decodeSize(along: ["height", "width"]) { (sizes: [Int?]) in
            AdaptiveSize2(sizes[0], sizes[1])
        }
    }

    /// Writes a number when both are the same, else a list of two.
    public func encode(to encoder: any Encoder) throws { try encoder.encodeSizes([height, width]) }
}
