/// A size along the axes that windows move along: an `Int` for sequences, a ``Size2`` for images.
///
/// Layers in one and in two dimensions have the same options but for it.
public protocol WindowSize: Codable, Hashable, Sendable, ExpressibleByIntegerLiteral {
    /// The size along each axis.
    var extents: [Int] { get }
}

extension Int: WindowSize {
    /// The size alone.
    public var extents: [Int] { [self] }
}

extension Size2: WindowSize {
    /// Height and width.
    public var extents: [Int] { [height, width] }
}

extension WindowSize {
    /// How many axes there are.
    static var dims: Int { (0 as Self).extents.count }

    /// The size on images, which sequences are one row of.
    ///
    /// - Parameter row: The size across the row of a sequence.
    func onImages(row: Int) -> Size2 {
        let extents = extents
        return extents.count == 1 ? Size2(row, extents[0]) : Size2(extents[0], extents[1])
    }
}
