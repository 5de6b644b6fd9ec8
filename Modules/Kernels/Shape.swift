/// The sizes of a tensor's dimensions, outermost first.
///
/// Up to six dimensions are held in place, so that making a tensor allocates nothing for its
/// shape; more go to an array. Strides, in elements, use the same type.
///
/// A literal of integers is a shape: `x.shape == [32, 784]`.
public struct Shape: Sendable {
    /// How many dimensions fit without an allocation.
    @usableFromInline static let inlineCapacity = 6

    @usableFromInline var inline: InlineArray<6, Int>
    @usableFromInline var overflow: [Int]?
    @usableFromInline var rank: Int

    /// The shape with no dimensions, that of a scalar.
    @inlinable
    public init() {
        inline = InlineArray(repeating: 0)
        overflow = nil
        rank = 0
    }

    /// A shape of `rank` dimensions, each of size `size`.
    @inlinable
    public init(repeating size: Int, count rank: Int) {
        inline = InlineArray(repeating: size)
        overflow = rank > Shape.inlineCapacity ? Array(repeating: size, count: rank) : nil
        self.rank = rank
    }

    /// A shape of the given sizes.
    @inlinable
    public init(_ sizes: some Sequence<Int>) {
        self.init()
        for size in sizes { append(size) }
    }

    /// Adds a dimension after the last.
    @inlinable
    public mutating func append(_ size: Int) {
        if rank < Shape.inlineCapacity {
            inline[rank] = size
        } else {
            var sizes = overflow ?? (0..<rank).map { inline[$0] }
            sizes.append(size)
            overflow = sizes
        }
        rank += 1
    }

    /// The number of elements: the product of the sizes, 1 for a scalar.
    @inlinable
    public var elementCount: Int {
        var product = 1
        for axis in 0..<rank { product *= self[axis] }
        return product
    }

    /// The number of elements, or nil when it does not fit into an `Int` or a size is negative.
    public var checkedElementCount: Int? {
        var product = 1
        var isEmpty = false
        for size in self {
            guard size >= 0 else { return nil }
            if size == 0 {
                isEmpty = true
                continue
            }
            let (next, overflows) = product.multipliedReportingOverflow(by: size)
            guard !overflows else { return nil }
            product = next
        }
        return isEmpty ? 0 : product
    }

    /// The strides, in elements, of an array of this shape in C order (last dimension adjacent).
    @inlinable
    public var contiguousStrides: Shape {
        var strides = self
        var step = 1
        var axis = rank - 1
        while axis >= 0 {
            strides[axis] = step
            step *= Swift.max(self[axis], 1)
            axis -= 1
        }
        return strides
    }
}

extension Shape: RandomAccessCollection, MutableCollection {
    @inlinable public var startIndex: Int { 0 }
    @inlinable public var endIndex: Int { rank }

    @inlinable
    public subscript(axis: Int) -> Int {
        get {
            precondition(axis >= 0 && axis < rank, "axis out of range")
            return overflow == nil ? inline[axis] : overflow![axis]
        }
        set {
            precondition(axis >= 0 && axis < rank, "axis out of range")
            if overflow == nil { inline[axis] = newValue } else { overflow![axis] = newValue }
        }
    }

    /// This shape without the dimension at `axis`.
    public func removing(_ axis: Int) -> Shape {
        var shape = Shape()
        for other in 0..<rank where other != axis { shape.append(self[other]) }
        return shape
    }

    /// This shape with a dimension of `size` placed before the one at `axis`.
    public func inserting(_ size: Int, at axis: Int) -> Shape {
        var shape = Shape()
        for other in 0...rank {
            if other == axis { shape.append(size) }
            if other < rank { shape.append(self[other]) }
        }
        return shape
    }
}

extension Shape: Hashable {
    @inlinable
    public static func == (lhs: Shape, rhs: Shape) -> Bool {
        guard lhs.rank == rhs.rank else { return false }
        for axis in 0..<lhs.rank where lhs[axis] != rhs[axis] { return false }
        return true
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(rank)
        for size in self { hasher.combine(size) }
    }
}

extension Shape: ExpressibleByArrayLiteral, CustomStringConvertible {
    public init(arrayLiteral elements: Int...) { self.init(elements) }

    /// `[32, 784]`; a scalar's shape is `[]`.
    public var description: String { "[" + map(String.init).joined(separator: ", ") + "]" }
}
