import Kernels

/// An operation that maps each row along one axis as a whole, with a gradient from its output.
protocol RowOperation: Operation where Inputs == Tensor, Outputs == Tensor, Saved == Void {
    /// The axis that rows lie along.
    var dim: Int { get }
    /// The forward loop.
    static var kernel: Kernel<RowMap> { get }
    /// The gradient's loop.
    static var gradientKernel: Kernel<RowGradient> { get }
    /// The gradient of the input in tensor operations.
    static func derivative(_ context: GradientContext<Self>) throws(TensorError) -> Tensor
}

extension RowOperation {
    public static var saves: Saves { .outputs }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        _ = try Axes.resolve(dim, rank: x.rank, Self.name)
        return TensorSpec(x.shape, x.dtype.floating)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        guard let loop = Self.kernel(spec.dtype) else {
            preconditionFailure("\(Self.name): no kernel for \(spec.dtype)")
        }
        let rows = try Self.rows(of: x.to(spec.dtype), dim)
        let result = try Tensor.empty(rows.shape, spec.dtype, operation: Self.name)
        loop(
            result.body.view, rows.body.view, rows: rows.shape[0], columns: rows.shape[1])
        return try withExtendedLifetime(rows) { () throws(TensorError) in
            try Self.restore(result, spec.shape, dim)
        }
    }

    public static var gradient: Gradient<Self> {
        .rule(
            { context throws(TensorError) in
                try context.propagate { () throws(TensorError) in try derivative(context) }
            },
            fused: { context throws(TensorError) in
                try context.propagate { () throws(TensorError) in try fusedGradient(context) }
            })
    }

    private static func fusedGradient(_ context: GradientContext<Self>) throws(TensorError)
        -> Tensor
    {
        let dim = context.operation.dim
        let shape = context.upstream.shape
        let g = try rows(of: context.upstream, dim)
        let y = try rows(of: context.output(), dim)
        guard let loop = gradientKernel(y.dtype) else {
            preconditionFailure("\(name): no gradient kernel for \(y.dtype)")
        }
        let result = try Tensor.empty(y.shape, y.dtype, operation: name)
        loop(
            result.body.view, g.body.view, y.body.view, rows: y.shape[0], columns: y.shape[1])
        return try withExtendedLifetime((g, y)) { () throws(TensorError) in
            try restore(result, shape, dim)
        }
    }

    /// The rows along an axis as a contiguous matrix, not tracked.
    private static func rows(of x: Tensor, _ dim: Int) throws(TensorError) -> Tensor {
        guard x.rank > 0 else { return x.view(x.body.view.reshaped([1, 1])) }
        let axis = try Axes.resolve(dim, rank: x.rank, name)
        let moved = x.view(x.body.view.permuted(order(axis, x.rank)))
        let matrix = try moved.compact(operation: name)
        let columns = x.shape[axis]
        return matrix.view(
            matrix.body.view.reshaped([matrix.count / max(columns, 1), columns]))
    }

    /// The tensor of which `matrix` holds the rows.
    private static func restore(
        _ matrix: Tensor, _ shape: Shape, _ dim: Int
    ) throws(TensorError) -> Tensor {
        guard shape.count > 0 else { return matrix.view(matrix.body.view.reshaped([])) }
        let axis = try Axes.resolve(dim, rank: shape.count, name)
        let order = order(axis, shape.count)
        let moved = matrix.view(matrix.body.view.reshaped(Shape(order.map { shape[$0] })))
        if axis == shape.count - 1 { return moved }
        // Moving the last axis to the place of `axis` is its own kind of order.
        var inverse = order
        for (new, old) in order.enumerated() { inverse[old] = new }
        return try moved.view(moved.body.view.permuted(inverse)).compact(operation: name)
    }

    /// All axes with `axis` moved to the end.
    private static func order(_ axis: Int, _ rank: Int) -> [Int] {
        (0..<rank).filter { $0 != axis } + [axis]
    }
}
