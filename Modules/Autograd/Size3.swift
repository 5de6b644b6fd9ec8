/// A size, step or count along depth, height and width; an integer literal gives all the same.
public struct Size3: Sendable, Hashable {
    /// Along planes.
    public var depth: Int
    /// Along rows.
    public var height: Int
    /// Along columns.
    public var width: Int

    public init(_ depth: Int, _ height: Int, _ width: Int) {
        self.depth = depth
        self.height = height
        self.width = width
    }

    /// The same along all three.
    public init(_ size: Int) { self.init(size, size, size) }

    /// Along rows and columns alone.
    var plane: Size2 { Size2(height, width) }
}

extension Size3: ExpressibleByIntegerLiteral, CustomStringConvertible {
    public init(integerLiteral size: Int) { self.init(size) }

    /// `3×5×5`.
    public var description: String { "\(depth)×\(height)×\(width)" }
}

extension Size3: WindowSize {
    /// Depth, height and width.
    public var extents: [Int] { [depth, height, width] }

    /// Reads a number, for all, or a list of three: depth, height and width.
    public init(from decoder: any Decoder) throws {
        self = try decoder.decodeSize(along: ["depth", "height", "width"]) { (sizes: [Int]) in
            Size3(sizes[0], sizes[1], sizes[2])
        }
    }

    /// Writes a number when all are the same, else a list of three.
    public func encode(to encoder: any Encoder) throws { try encoder.encodeSizes(extents) }
}
