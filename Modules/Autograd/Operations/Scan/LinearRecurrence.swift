import Kernels

/// y[k] = a[k] y[k − 1] + b[k] along an axis, with 0 before the first.
///
/// With `isReversed` its adjoint in b, y[k] = b[k] + a[k + 1] y[k + 1]. The gradients of either are
/// made of the other, so that all orders exist. With a = 1 it gives running sums.
package struct LinearRecurrence: Operation {
    public static let name = "linearRecurrence"
    public static let saves: Saves = [.inputs, .outputs]

    /// The axis.
    public let dim: Int
    /// Whether it runs from the end.
    public let isReversed: Bool

    public init(dim: Int, isReversed: Bool = false) {
        self.dim = dim
        self.isReversed = isReversed
    }

    public func infer(_ inputs: Pair) throws(TensorError) -> TensorSpec {
        let (a, b) = (inputs.first, inputs.second)
        _ = try Axes.resolve(dim, rank: a.rank, Self.name)
        guard a.shape == b.shape, a.dtype == b.dtype, a.dtype.isFloatingPoint else {
            throw TensorError(
                .shape, Self.name,
                expected: "floating-point factors and terms of one shape and type",
                got: "\(a.spec) and \(b.spec)", inputs: [a, b])
        }
        return b.spec
    }

    public func forward(
        _ inputs: Pair, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let axis = try Axes.resolve(dim, rank: spec.shape.count, Self.name)
        let a = try inputs.first.compact(operation: Self.name)
        let b = try inputs.second.compact(operation: Self.name)
        let result = try Tensor.empty(spec, operation: Self.name)
        Scan.recurrence(
            result.body.view, factors: a.body.view, terms: b.body.view, axis: axis,
            isReversed: isReversed)
        return withExtendedLifetime((a, b)) { result }
    }

    // With r[k] = g[k] + a[k + 1] r[k + 1], what reaches y[k] on all ways: db = r and
    // da[k] = r[k] y[k − 1]. Of the adjoint, r[k] = g[k] + a[k] r[k − 1] and da[k] = r[k − 1] y[k].
    public static let gradient = Gradient<LinearRecurrence>.rule({ context throws(TensorError) in
        let (dim, isReversed) = (context.operation.dim, context.operation.isReversed)
        let reached = try LinearRecurrence(dim: dim, isReversed: !isReversed)(
            Pair(context.input(0), context.upstream))
        try context.propagate(to: 0) { () throws(TensorError) in
            isReversed
                ? try reached.shifted(dim: dim, filling: 0) * context.output()
                : try reached * context.output().shifted(dim: dim, filling: 0)
        }
        try context.propagate(to: 1) { () throws(TensorError) in reached }
    })

    public static var samples: [Sample<LinearRecurrence>] {
        get throws {
            let a = try Samples.values([2, 3, 2], in: -2...2)
            let b = try Samples.values([2, 3, 2], in: -2...2, seed: 1)
            return [false, true].flatMap { isReversed in
                [1, -1].map { dim in
                    Sample(
                        "dim \(dim)\(isReversed ? ", reversed" : "")",
                        LinearRecurrence(dim: dim, isReversed: isReversed), Pair(a, b))
                }
            }
        }
    }
}

extension Tensor {
    /// The elements one place further along an axis, the last left out and `value` first.
    func shifted(dim: Int, filling value: Double) throws(TensorError) -> Tensor {
        guard rank > 0 else { return try .full([], value, dtype: dtype) }
        let axis = try Axes.resolve(dim, rank: rank, "shifted")
        guard shape[axis] > 0 else { return self }
        var first = shape
        first[axis] = 1
        return try cat(
            [
                .full(first, value, dtype: dtype),
                narrow(dim: axis, start: 0, length: shape[axis] - 1),
            ], dim: axis)
    }
}
