import Kernels

/// The product of all elements, or of those along an axis; integers and `bool` are multiplied as
/// `int64`. The product of nothing is 1.
package struct Product: Operation {
    public static let name = "prod"
    public static let saves = Saves.inputs

    /// The axis, nil for all.
    public let dim: Int?
    /// Whether the axis stays with size 1.
    public let keepDim: Bool

    public init(dim: Int? = nil, keepDim: Bool = false) {
        self.dim = dim
        self.keepDim = keepDim
    }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        let marks = try Axes.marks(dim.map { [$0] }, rank: x.rank, Self.name)
        let dtype = x.dtype.isFloatingPoint ? x.dtype : .int64
        return TensorSpec(Axes.reduced(x.shape, marks, keepDim: keepDim), dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        if x.count == 0 { return try Tensor.ones(spec.shape, dtype: spec.dtype) }
        let source = try x.to(spec.dtype).compact(operation: Self.name)
        let result = try Tensor.empty(spec, operation: Self.name)
        let (view, axis) = try lines(of: source)
        Scan.wholeProduct(result.body.view, view.body.view, axis: axis)
        return withExtendedLifetime(source) { result }
    }

    /// The tensor and the axis that is multiplied along.
    private func lines(of x: Tensor) throws(TensorError) -> (Tensor, axis: Int) {
        guard let dim, x.rank > 0 else { return (try x.flatten(), 0) }
        return (x, try Axes.resolve(dim, rank: x.rank, Self.name))
    }

    // dx[k] is the product of those before and of those after the k-th: nothing is divided, so zeros
    // need no case of their own.
    public static let gradient = Gradient<Product>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let (operation, shape) = (context.operation, context.shape())
            let marks = try Axes.marks(operation.dim.map { [$0] }, rank: shape.count, name)
            let (x, axis) = try operation.lines(of: context.input())
            let before = try x.cumprod(dim: axis).shifted(dim: axis, filling: 1)
            let after = try x.reversed(axis).cumprod(dim: axis).shifted(dim: axis, filling: 1)
            let others = try (before * after.reversed(axis)).reshape(shape)
            return try context.upstream.unreduced(to: shape, marks) * others
        }
    })

    public static var samples: [Sample<Product>] {
        get throws {
            let x = try Samples.values([2, 3], in: -2...2)
            let zeros = try Tensor([[0.5, 0, 2], [0, -1.5, 0], [1, -2, 3]], dtype: .float64)
            return [
                Sample("all", Product(), x), Sample("zeros", Product(dim: 1), zeros),
                Sample("dim 0", Product(dim: 0, keepDim: true), x),
                Sample("scalar", Product(), try Samples.values([], in: -2...2)),
            ]
        }
    }
}

extension Tensor {
    /// The product of all elements.
    public func prod() -> Tensor {
        unfailing { () throws(TensorError) in try Product()(addends()) }
    }

    /// The product along one axis.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axis.
    public func prod(dim: Int, keepDim: Bool = false) throws(TensorError) -> Tensor {
        try Product(dim: dim, keepDim: keepDim)(addends())
    }

    /// The elements in reverse order along an axis: a view.
    func reversed(_ axis: Int) throws(TensorError) -> Tensor {
        var spans = shape.map { Slice.Span(start: 0, count: $0) }
        spans[axis] = Slice.Span(start: shape[axis] - 1, step: -1, count: shape[axis])
        return try Slice(spans)(self)
    }
}
