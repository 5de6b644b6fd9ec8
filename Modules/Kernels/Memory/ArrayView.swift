/// A typed strided buffer: where elements lie, without owning them.
///
/// Whoever makes a view keeps its memory alive while kernels use it. Element `[i, j, …]` lies
/// `i * strides[0] + j * strides[1] + …` elements after `pointer`.
public struct ArrayView: @unchecked Sendable {
    // `@unchecked`: a view is used only while its owner, which is Sendable, is held.

    /// The element at index zero.
    public let pointer: UnsafeMutableRawPointer
    /// How the elements lie.
    public let layout: ArrayLayout

    /// A view of existing elements.
    @inlinable
    public init(pointer: UnsafeMutableRawPointer, layout: ArrayLayout) {
        self.pointer = pointer
        self.layout = layout
    }

    /// A view of existing elements.
    public init(pointer: UnsafeMutableRawPointer, shape: Shape, strides: Shape, dtype: DType) {
        self.init(
            pointer: pointer, layout: ArrayLayout(shape: shape, strides: strides, dtype: dtype))
    }

    /// A view of elements in C order.
    public init(pointer: UnsafeMutableRawPointer, shape: Shape, dtype: DType) {
        self.init(pointer: pointer, layout: ArrayLayout(shape, dtype))
    }

    /// The sizes of the dimensions.
    @inlinable public var shape: Shape { layout.shape }
    /// The distance between neighbours along each dimension, in elements; 0 repeats an element.
    @inlinable public var strides: Shape { layout.strides }
    /// The type of the elements.
    @inlinable public var dtype: DType { layout.dtype }
    /// The number of elements.
    @inlinable public var count: Int { layout.count }
    /// Whether the elements lie in C order without gaps.
    @inlinable public var isContiguous: Bool { layout.isContiguous }

    /// The same memory under other sizes and strides, from `offset` elements on.
    public func with(shape: Shape, strides: Shape, offset: Int = 0) -> ArrayView {
        ArrayView(
            pointer: advanced(by: offset), shape: shape, strides: strides, dtype: dtype)
    }

    /// The view with its dimensions in another order.
    public func permuted(_ order: [Int]) -> ArrayView {
        var (shape, strides) = (self.shape, self.strides)
        for (axis, source) in order.enumerated() {
            shape[axis] = layout.shape[source]
            strides[axis] = layout.strides[source]
        }
        return with(shape: shape, strides: strides)
    }

    /// The view repeated along missing and size-1 dimensions to `target`, which must broadcast.
    public func expanded(to target: Shape) -> ArrayView {
        var strides = Shape(repeating: 0, count: target.count)
        let missing = target.count - shape.count
        for axis in 0..<shape.count where shape[axis] != 1 {
            strides[missing + axis] = layout.strides[axis]
        }
        return with(shape: target, strides: strides)
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
