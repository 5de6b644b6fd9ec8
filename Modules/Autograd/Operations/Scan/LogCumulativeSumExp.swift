import Kernels

/// Running log Σ exp along an axis, without overflow; integers give `float32`.
package struct LogCumulativeSumExp: Operation {
    public static let name = "logCumSumExp"
    public static let saves: Saves = [.inputs, .outputs]

    /// The axis.
    public let dim: Int

    public init(dim: Int) { self.dim = dim }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        _ = try Axes.resolve(dim, rank: x.rank, Self.name)
        return TensorSpec(x.shape, x.dtype.floating)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let axis = try Axes.resolve(dim, rank: x.rank, Self.name)
        let source = try x.to(spec.dtype).compact(operation: Self.name)
        let result = try Tensor.empty(spec, operation: Self.name)
        Scan.logSumExp(result.body.view, source.body.view, axis: axis)
        return withExtendedLifetime(source) { result }
    }

    // dx[k] = Σ over i ≥ k of g[i] exp(x[k] − y[i]) = exp(x[k] − y[k]) s[k], where
    // s[k] = g[k] + exp(y[k] − y[k + 1]) s[k + 1]; y does not fall, so no exponent is positive.
    public static let gradient = Gradient<LogCumulativeSumExp>.rule({
        context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let (x, y, dim) = (context.input(), context.output(), context.operation.dim)
            // The first factor is not used. While all so far are −∞, nothing is carried over: the
            // difference of two −∞ is taken to be −∞.
            let before = try y.shifted(dim: dim, filling: -.infinity)
            let isNothing = before.detach().isNegInf()
            let lowest = before.scalar(-Double.infinity)
            let zero = before.scalar(0)
            let step = try `where`(
                isNothing, lowest, `where`(isNothing, zero, before) - y)
            let rest = try LinearRecurrence(dim: dim, isReversed: true)(
                Pair(step.exp(), context.upstream))
            return try (x - y).exp() * rest
        }
    })

    public static var samples: [Sample<LogCumulativeSumExp>] {
        get throws {
            let x = try Samples.values([2, 3, 2], in: -2...2)
            return [
                Sample("middle", LogCumulativeSumExp(dim: 1), x),
                Sample("last", LogCumulativeSumExp(dim: -1), x),
                Sample("scalar", LogCumulativeSumExp(dim: 0), try Samples.values([], in: -2...2)),
            ]
        }
    }
}

extension Tensor {
    /// log Σ exp of the first 1, 2, … elements along an axis, without overflow.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axis.
    public func logCumSumExp(dim: Int) throws(TensorError) -> Tensor {
        try LogCumulativeSumExp(dim: dim)(self)
    }
}
