import Kernels

/// Running products along an axis; integers and `bool` are multiplied as `int64`.
package struct CumulativeProduct: Operation {
    public static let name = "cumprod"
    public static let saves: Saves = [.inputs, .outputs]

    /// The axis.
    public let dim: Int

    public init(dim: Int) { self.dim = dim }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        _ = try Axes.resolve(dim, rank: x.rank, Self.name)
        return TensorSpec(x.shape, x.dtype.isFloatingPoint ? x.dtype : .int64)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let axis = try Axes.resolve(dim, rank: x.rank, Self.name)
        let source = try x.to(spec.dtype).compact(operation: Self.name)
        let result = try Tensor.empty(spec, operation: Self.name)
        Scan.product(result.body.view, source.body.view, axis: axis)
        return withExtendedLifetime(source) { result }
    }

    // dx[k] = Σ over i ≥ k of g[i] Π over j ≤ i, j ≠ k of x[j] = y[k − 1] s[k], where
    // s[k] = g[k] + x[k + 1] s[k + 1]. Nothing is divided, so zeros need no case of their own.
    public static let gradient = Gradient<CumulativeProduct>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let (x, dim) = (context.input(), context.operation.dim)
            let rest = try LinearRecurrence(dim: dim, isReversed: true)(Pair(x, context.upstream))
            return try context.output().shifted(dim: dim, filling: 1) * rest
        }
    })

    public static var samples: [Sample<CumulativeProduct>] {
        get throws {
            let x = try Samples.values([2, 3, 2], in: -2...2)
            let zeros = try Tensor([[0.5, 0, 2, -1], [1.5, 0, -0.7, 0]], dtype: .float64)
            return [
                Sample("middle", CumulativeProduct(dim: 1), x),
                Sample("zeros", CumulativeProduct(dim: -1), zeros),
                Sample("scalar", CumulativeProduct(dim: 0), try Samples.values([], in: -2...2)),
            ]
        }
    }
}

extension Tensor {
    /// The products of the first 1, 2, … elements along an axis; integers and `bool` give `int64`.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axis.
    public func cumprod(dim: Int) throws(TensorError) -> Tensor {
        try CumulativeProduct(dim: dim)(addends())
    }
}
