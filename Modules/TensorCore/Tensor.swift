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

    package init(body: TensorBody) { self.body = body }

    /// The sizes of the dimensions, outermost first.
    public var shape: Shape { body.view.shape }

    /// The type of the elements.
    public var dtype: DType { body.view.dtype }

    /// The number of elements.
    public var count: Int { body.count }

    /// The number of dimensions.
    public var rank: Int { body.view.shape.count }

    /// Whether elements lie in C order without gaps.
    public var isContiguous: Bool { body.isContiguous }

    /// Whether operations on this tensor are recorded for `backward()`.
    public var requiresGrad: Bool { body.node != nil }

    /// Whether this tensor was made by the user and not by a recorded operation.
    public var isLeaf: Bool { body.node == nil || body.node is Leaf }
}

/// What a tensor refers to: memory, layout and its place in the graph; never changed once shared.
package final class TensorBody: @unchecked Sendable {
    // `@unchecked`: `node` and `output` are set while the tensor under construction is still
    // unshared; bytes are written only when the body and its storage have one owner.

    package var storage: Storage
    package let view: ArrayView
    package let isContiguous: Bool
    package let count: Int
    /// Where gradients of this tensor go; nil when it is not tracked.
    package var node: GraphNode?
    /// Which of the node's outputs this is.
    package var output = 0

    package init(storage: Storage, view: ArrayView, node: GraphNode? = nil) {
        self.storage = storage
        self.view = view
        self.node = node
        isContiguous = view.isContiguous
        count = view.count
    }
}

extension Tensor {
    /// A tensor whose elements are undefined.
    package static func empty(
        _ shape: Shape, _ dtype: DType, operation: String = "empty"
    ) throws(TensorError) -> Tensor {
        let (byteCount, overflows) =
            (shape.checkedElementCount ?? -1).multipliedReportingOverflow(by: dtype.byteCount)
        guard !overflows, byteCount >= 0 else {
            throw TensorError(
                .shape, operation, expected: "sizes of at least 0 whose product fits into 63 bits",
                got: "\(shape)")
        }
        guard let storage = Storage.allocate(byteCount: byteCount) else {
            throw .outOfMemory(operation, shape, dtype)
        }
        let view = ArrayView(pointer: storage.pointer, shape: shape, dtype: dtype)
        return Tensor(body: TensorBody(storage: storage, view: view))
    }

    /// The same memory seen through another layout.
    package func view(_ view: ArrayView) -> Tensor {
        Tensor(body: TensorBody(storage: body.storage, view: view))
    }

    /// The same elements, not tracked.
    public func detach() -> Tensor {
        body.node == nil ? self : view(body.view)
    }

    /// The elements in C order, not tracked: self where they lie so, else a copy.
    package func compact(operation: String = "contiguous") throws(TensorError) -> Tensor {
        guard !body.isContiguous else { return self }
        return try copied(operation: operation)
    }

    /// A copy in memory of its own, not tracked.
    package func copied(operation: String = "copy") throws(TensorError) -> Tensor {
        let copy = try Tensor.empty(shape, dtype, operation: operation)
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
                    start: tensor.body.view.pointer, count: count * dtype.byteCount))
        }
    }

    /// A contiguous tensor whose bytes `body` writes.
    package init(
        uninitialized shape: Shape, dtype: DType,
        _ body: (UnsafeMutableRawBufferPointer) throws -> Void
    ) throws {
        self = try Tensor.empty(shape, dtype, operation: "init")
        try body(
            UnsafeMutableRawBufferPointer(
                start: self.body.view.pointer, count: count * dtype.byteCount))
    }

    /// A layout that may be written in place: this tensor's own when nobody else holds its
    /// memory, else that of a copy which this tensor becomes. The graph is left out.
    package mutating func writableView(operation: String) throws(TensorError) -> ArrayView {
        if isKnownUniquelyReferenced(&body), isKnownUniquelyReferenced(&body.storage) {
            return body.view
        }
        let node = body.node
        self = try copied(operation: operation)
        body.node = node
        return body.view
    }
}
