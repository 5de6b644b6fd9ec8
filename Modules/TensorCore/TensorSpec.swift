public import Kernels

/// What a tensor will be before it is computed: shape and type.
public struct TensorSpec: Sendable {
    /// Elements in C order.
    package let layout: ArrayLayout

    /// The spec of a layout in C order, without copying it.
    @inline(__always)
    package init(layout: ArrayLayout) { self.layout = layout }

    public init(_ shape: Shape, _ dtype: DType) { layout = ArrayLayout(shape, dtype) }

    /// The sizes of the dimensions.
    public var shape: Shape { layout.shape }
    /// The type of the elements.
    public var dtype: DType { layout.dtype }
}

extension TensorSpec: CustomStringConvertible {
    /// `float32 [2, 3]`.
    public var description: String { "\(dtype) \(shape)" }
}

extension TensorSpec: Hashable {
    public static func == (a: TensorSpec, b: TensorSpec) -> Bool {
        a.dtype == b.dtype && a.layout.hasShape(of: b.layout)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(shape)
        hasher.combine(dtype)
    }
}
