/// A typed strided buffer: where elements lie, without owning them.
///
/// Whoever makes a view keeps its storage alive while kernels use it. Element `[i, j, …]` lies
/// `i * strides[0] + j * strides[1] + …` elements after `pointer`.
public struct ArrayView: @unchecked Sendable {
    // `@unchecked`: a view is used only while its owner, which is Sendable, is held.

    /// The element at index zero.
    public var pointer: UnsafeMutableRawPointer
    /// The sizes of the dimensions.
    public var shape: Shape
    /// The distance between neighbours along each dimension, in elements; 0 repeats an element.
    public var strides: Shape
    /// The type of the elements.
    public let dtype: DType

    /// A view of existing elements.
    public init(pointer: UnsafeMutableRawPointer, shape: Shape, strides: Shape, dtype: DType) {
        self.pointer = pointer
        self.shape = shape
        self.strides = strides
        self.dtype = dtype
    }

    /// A view of elements in C order.
    public init(pointer: UnsafeMutableRawPointer, shape: Shape, dtype: DType) {
        self.init(pointer: pointer, shape: shape, strides: shape.contiguousStrides, dtype: dtype)
    }

    /// The number of elements.
    public var count: Int { shape.elementCount }

    /// Whether the elements lie in C order without gaps.
    public var isContiguous: Bool {
        var (step, isDense) = (1, true)
        var axis = shape.count - 1
        while axis >= 0 {
            if shape[axis] == 0 { return true }
            if shape[axis] != 1 {
                isDense = isDense && strides[axis] == step
                step *= shape[axis]
            }
            axis -= 1
        }
        return isDense
    }

    /// The view with its dimensions in another order.
    public func permuted(_ order: [Int]) -> ArrayView {
        var view = self
        for (axis, source) in order.enumerated() {
            view.shape[axis] = shape[source]
            view.strides[axis] = strides[source]
        }
        return view
    }

    /// The view repeated along missing and size-1 dimensions to `target`, which must broadcast.
    public func expanded(to target: Shape) -> ArrayView {
        var view = ArrayView(
            pointer: pointer, shape: target, strides: Shape(repeating: 0, count: target.count),
            dtype: dtype)
        let missing = target.count - shape.count
        for axis in 0..<shape.count where shape[axis] != 1 {
            view.strides[missing + axis] = strides[axis]
        }
        return view
    }

    /// The same elements seen as a C-ordered array of another shape; self must be contiguous.
    public func reshaped(_ shape: Shape) -> ArrayView {
        ArrayView(pointer: pointer, shape: shape, dtype: dtype)
    }

    /// The address `offset` elements on.
    @inlinable
    public func advanced(by offset: Int) -> UnsafeMutableRawPointer {
        pointer + offset * dtype.byteCount
    }
}
