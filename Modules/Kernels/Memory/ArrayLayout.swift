/// How elements lie: sizes, strides and type. Never changed, and shared by all that lie alike, so
/// that making a tensor like another one copies a reference instead of some hundred bytes.
public final class ArrayLayout: Sendable {
    /// The sizes of the dimensions.
    public let shape: Shape
    /// The distance between neighbours along each dimension, in elements; 0 repeats an element.
    public let strides: Shape
    /// The type of the elements.
    public let dtype: DType
    /// The number of elements; −1 when it does not fit into an `Int` or a size is negative.
    public let count: Int
    /// Whether the elements lie in C order without gaps.
    public let isContiguous: Bool

    /// A layout with any strides.
    public init(shape: Shape, strides: Shape, dtype: DType) {
        self.shape = shape
        self.strides = strides
        self.dtype = dtype
        count = shape.checkedElementCount ?? -1
        isContiguous = Self.isContiguous(shape, strides)
    }

    /// Elements in C order.
    public init(_ shape: Shape, _ dtype: DType) {
        self.shape = shape
        self.dtype = dtype
        count = shape.checkedElementCount ?? -1
        strides = count < 0 ? shape : shape.contiguousStrides
        isContiguous = true
    }

    /// Bytes of the elements when they lie without gaps; nil when they do not fit into an `Int`.
    public var byteCount: Int? {
        let (bytes, overflows) = count.multipliedReportingOverflow(by: dtype.byteCount)
        return overflows || count < 0 ? nil : bytes
    }

    /// Whether each element surely has a place of its own: along every dimension, taken by stride,
    /// neighbours lie beyond what the dimensions before it span.
    package var hasDistinctElements: Bool {
        if isContiguous { return true }
        let axes = shape.indices.filter { shape[$0] > 1 }.map {
            (stride: strides[$0].magnitude, size: UInt(shape[$0]))
        }
        var span: UInt = 1
        for axis in axes.sorted(by: { $0.stride < $1.stride }) {
            guard axis.stride >= span else { return false }
            span += axis.stride * (axis.size - 1)
        }
        return true
    }

    /// The size of one dimension, read where it lies: `shape[axis]` copies the shape first.
    @inlinable @inline(__always)
    package func size(_ axis: Int) -> Int {
        let rank = shape.rank
        guard axis >= 0, axis < rank, rank <= Shape.inlineCapacity else { return shape[axis] }
        return shape.inline[axis]
    }

    /// Whether the shapes are equal, compared where they lie: `==` copies them first.
    @inlinable @inline(__always)
    package func hasShape(of other: ArrayLayout) -> Bool {
        if self === other { return true }
        guard shape.rank == other.shape.rank else { return false }
        guard shape.rank <= Shape.inlineCapacity else { return shape == other.shape }
        for axis in 0..<shape.rank where shape.inline[axis] != other.shape.inline[axis] {
            return false
        }
        return true
    }

    /// The strides with which the elements, in C order, are seen under another shape of as many; nil
    /// where no strides do that, or there are none.
    ///
    /// From the last dimension on, those that lie in each other's continuation are a chunk of memory;
    /// the new dimensions have to share each chunk out among themselves.
    package func strides(under target: Shape) -> Shape? {
        guard count > 0 else { return nil }
        var result = target
        var (axis, next) = (shape.count - 1, target.count - 1)
        while axis >= 0 {
            let step = strides[axis]
            var size = shape[axis]
            axis -= 1
            while axis >= 0, shape[axis] == 1 || strides[axis] == step * size {
                size *= shape[axis]
                axis -= 1
            }
            var taken = 1
            while next >= 0, taken < size || target[next] == 1 {
                result[next] = taken * step
                taken *= target[next]
                next -= 1
            }
            guard taken == size else { return nil }
        }
        while next >= 0, target[next] == 1 {
            result[next] = 1
            next -= 1
        }
        return next < 0 ? result : nil
    }

    /// The order of the dimensions, outermost first, in which the elements lie without gaps; nil where
    /// they do not.
    package var denseOrder: [Int]? {
        let order = shape.indices.sorted { (strides[$0], $1) > (strides[$1], $0) }
        var step = 1
        for axis in order.reversed() where shape[axis] != 1 {
            guard strides[axis] == step else { return nil }
            step *= shape[axis]
        }
        return order
    }

    private static func isContiguous(_ shape: Shape, _ strides: Shape) -> Bool {
        var (step, isDense) = (1, true)
        var axis = shape.count - 1
        while axis >= 0 {
            if shape[axis] == 0 { return true }
            if shape[axis] != 1 {
                isDense = isDense && strides[axis] == step
                step &*= shape[axis]
            }
            axis -= 1
        }
        return isDense
    }
}
