import Kernels

/// Where the elements along an axis are in order, equal ones as they come; NaN counts as larger than
/// any number.
package struct Argsort: Operation {
    public static let name = "argsort"
    public static let gradient = Gradient<Argsort>.undefined("positions do not vary smoothly")

    /// The axis.
    public let dim: Int
    /// Whether the largest is first.
    public let isDescending: Bool

    public init(dim: Int = -1, descending isDescending: Bool = false) {
        self.dim = dim
        self.isDescending = isDescending
    }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        _ = try Axes.resolve(dim, rank: x.rank, Self.name)
        return TensorSpec(x.shape, .int64)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let axis = try Axes.resolve(dim, rank: x.rank, Self.name)
        let source = try x.compact(operation: Self.name)
        let result = try Tensor.empty(spec, operation: Self.name)
        Sorting.order(
            result.body.view, source.body.view, axis: axis, isDescending: isDescending)
        return withExtendedLifetime(source) { result }
    }

    public static var samples: [Sample<Argsort>] {
        get throws {
            let x = try Samples.values([3, 4], in: -2...2)
            return [
                Sample("ascending", Argsort(dim: 0), x),
                Sample("descending", Argsort(descending: true), x),
            ]
        }
    }
}

extension Tensor {
    /// Where the elements along an axis are in order, as `int64`: `x.gather(dim: d, indices)` is
    /// sorted. Equal ones stay in order; NaN is last, with `descending` first.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axis.
    public func argsort(dim: Int = -1, descending: Bool = false) throws(TensorError) -> Tensor {
        try Argsort(dim: dim, descending: descending)(detached(by: Argsort.name)).to(dtype: .int64)
    }

    /// The elements along an axis in order, and where they were. Equal ones stay in order; NaN is
    /// last, with `descending` first.
    ///
    /// Gradient: to the places that the elements come from.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axis.
    public func sort(
        dim: Int = -1, descending: Bool = false
    ) throws(TensorError) -> (values: Tensor, indices: Tensor) {
        try taken(dim, argsort(dim: dim, descending: descending))
    }
}
