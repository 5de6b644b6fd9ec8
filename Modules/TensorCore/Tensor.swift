public import Kernels

/// An n-dimensional array of numbers, with automatic differentiation.
///
/// A tensor is a value: a copy never changes when the original does. Copies and views (transpose,
/// slice, expand, reshape where possible) share memory until one of them is written, and a write
/// works in place when nobody else holds the memory. Tensors may be used from many tasks at once.
///
/// Element type and shape are known at run time. Types are kept; where two meet, see
/// ``DType/promoted(with:)``.
public struct Tensor: Sendable {
    package var body: TensorBody

    @inline(__always)
    package init(body: TensorBody) { self.body = body }

    /// The sizes of the dimensions, outermost first.
    public var shape: Shape { body.layout.shape }

    /// The type of the elements.
    public var dtype: DType { body.layout.dtype }

    /// The number of elements.
    public var count: Int { body.layout.count }

    /// The number of dimensions.
    public var rank: Int { body.layout.shape.count }

    /// The size of one dimension, counted from the front.
    @inline(__always)
    package func size(_ axis: Int) -> Int { body.layout.size(axis) }

    /// Whether elements lie in C order without gaps.
    public var isContiguous: Bool { body.layout.isContiguous }

    /// Whether operations on this tensor are recorded for `backward()`.
    public var requiresGrad: Bool { body.node != nil }

    /// Whether this tensor was made by the user and not by a recorded operation.
    public var isLeaf: Bool { body.node == nil || body.node is Leaf }
}

extension Tensor {
    /// A tensor whose elements are undefined, in C order.
    package static func empty(
        _ spec: TensorSpec, operation: String = "empty"
    ) throws(TensorError) -> Tensor {
        guard let byteCount = spec.layout.byteCount else {
            throw TensorError(
                .shape, operation, expected: "sizes of at least 0 whose product fits into 63 bits",
                got: "\(spec.shape)")
        }
        guard let body = TensorBody(spec.layout, byteCount: byteCount) else {
            throw .outOfMemory(operation, spec.shape, spec.dtype)
        }
        return Tensor(body: body)
    }

    /// A tensor whose elements are undefined.
    package static func empty(
        _ shape: Shape, _ dtype: DType, operation: String = "empty"
    ) throws(TensorError) -> Tensor {
        try empty(TensorSpec(shape, dtype), operation: operation)
    }

    /// The shape and type.
    package var spec: TensorSpec {
        isContiguous ? TensorSpec(layout: body.layout) : TensorSpec(shape, dtype)
    }

    /// The same memory seen through another layout, not tracked.
    ///
    /// A view holds memory, and not the graph behind it. Where a small block belongs to a tracked
    /// tensor, the view gets a copy of the block instead.
    package func view(_ view: ArrayView) -> Tensor {
        unfailing { () throws(TensorError) in Tensor(body: try body.sharing(view)) }
    }

    /// Whether both tensors see the same memory.
    package func sharesMemory(with other: Tensor) -> Bool {
        body.memory === other.body.memory
    }

    /// The same elements, not tracked.
    public func detach() -> Tensor { detached(by: "detach") }

    /// The same elements, not tracked; an audit of gradients names `operation` as what cut the path.
    package func detached(by operation: String) -> Tensor {
        guard body.node != nil else { return self }
        ComputationWatch.current?.sawDetach?(self, operation)
        return view(body.view)
    }

    /// The same elements, not tracked, where no gradient could be missed.
    package func untracked() -> Tensor { body.node == nil ? self : view(body.view) }

    /// The elements in C order, not tracked: self where they lie so, else a copy.
    package func compact(operation: String = "contiguous") throws(TensorError) -> Tensor {
        guard !isContiguous else { return self }
        return try copied(operation: operation)
    }

    /// A copy in memory of its own, not tracked.
    package func copied(operation: String = "copy") throws(TensorError) -> Tensor {
        let copy = try Tensor.empty(spec, operation: operation)
        Copy.copy(copy.body.view, body.view)
        return copy
    }

    /// Runs `body` on the bytes of the elements in C order.
    package func withUnsafeBytes<Result>(
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) throws -> Result {
        let tensor = try compact()
        return try withExtendedLifetime(tensor) {
            try body(
                UnsafeRawBufferPointer(
                    start: tensor.body.pointer, count: count * dtype.byteCount))
        }
    }

    /// A contiguous tensor whose bytes `body` writes.
    package init(
        uninitialized shape: Shape, dtype: DType,
        _ body: (UnsafeMutableRawBufferPointer) throws -> Void
    ) throws {
        self = try Tensor.empty(shape, dtype, operation: "init")
        try body(
            UnsafeMutableRawBufferPointer(start: self.body.pointer, count: count * dtype.byteCount))
    }

    /// Whether the elements may be written over: they lie in C order and nobody else holds them.
    package mutating func isWritableInPlace() -> Bool {
        isKnownUniquelyReferenced(&body) && isContiguous && body.claimMemory()
    }

    /// A layout that may be written in place: this tensor's own when nobody else holds its
    /// memory and no elements share a place, else that of a copy which this tensor becomes. The
    /// graph is left out.
    package mutating func writableView(operation: String) throws(TensorError) -> ArrayView {
        if isKnownUniquelyReferenced(&body), body.layout.hasDistinctElements, body.claimMemory() {
            return body.view
        }
        let node = body.node
        self = try copied(operation: operation)
        body.node = node
        return body.view
    }
}
