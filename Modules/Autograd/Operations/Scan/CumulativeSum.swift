import Kernels

/// Running sums along an axis; integers and `bool` add up as `int64`.
package struct CumulativeSum: Operation {
    public static let name = "cumsum"

    /// The axis.
    public let dim: Int
    /// Whether sums run from the end: y[j] = x[j] + x[j + 1] + ….
    public let isReversed: Bool

    public init(dim: Int, isReversed: Bool = false) {
        self.dim = dim
        self.isReversed = isReversed
    }

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
        Scan.sum(result.body.view, source.body.view, axis: axis, isReversed: isReversed)
        return withExtendedLifetime(source) { result }
    }

    // x[k] is in the sums from the k-th on.
    public static let gradient = Gradient<CumulativeSum>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let operation = context.operation
            return try CumulativeSum(dim: operation.dim, isReversed: !operation.isReversed)(
                context.upstream)
        }
    })

    public static var samples: [Sample<CumulativeSum>] {
        get throws {
            let x = try Samples.values([2, 3, 2], in: -2...2)
            return [
                Sample("middle", CumulativeSum(dim: 1), x),
                Sample("reversed", CumulativeSum(dim: -1, isReversed: true), x),
                Sample("scalar", CumulativeSum(dim: 0), try Samples.values([], in: -2...2)),
            ]
        }
    }
}

extension Tensor {
    /// The sums of the first 1, 2, … elements along an axis; integers and `bool` give `int64`.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axis.
    public func cumsum(dim: Int) throws(TensorError) -> Tensor {
        try CumulativeSum(dim: dim)(addends())
    }

    /// This tensor in the type that its elements are added up and multiplied in.
    func addends() throws(TensorError) -> Tensor {
        dtype.isFloatingPoint ? self : try to(dtype: .int64)
    }
}
