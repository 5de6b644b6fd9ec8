/// A size, step or count along height and width; an integer literal gives both the same.
///
/// ```swift
/// let stride: Size2 = 2               // 2 rows, 2 columns
/// let kernel = Size2(3, 5)            // 3 rows, 5 columns
/// ```
public struct Size2: Sendable, Hashable {
    /// Along rows.
    public var height: Int
    /// Along columns.
    public var width: Int

    public init(_ height: Int, _ width: Int) {
        self.height = height
        self.width = width
    }

    /// The same along both.
    public init(_ size: Int) { self.init(size, size) }

    /// As kernels take it.
    var pair: (height: Int, width: Int) { (height, width) }

    /// Whether both numbers are at least `bound`.
    func isAtLeast(_ bound: Int) -> Bool { height >= bound && width >= bound }
}

extension Size2: ExpressibleByIntegerLiteral, CustomStringConvertible {
    public init(integerLiteral size: Int) { self.init(size) }

    /// `3×5`.
    public var description: String { "\(height)×\(width)" }
}
