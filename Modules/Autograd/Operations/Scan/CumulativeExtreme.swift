import Kernels

/// Where the largest (or smallest) of the first 1, 2, … elements along an axis is: the last of equal
/// ones, and of NaNs, which come before any number.
package struct CumulativeExtreme: Operation {
    public static let name = "cumulativeExtreme"
    public static let gradient = Gradient<CumulativeExtreme>.undefined(
        "positions do not vary smoothly")

    /// The axis.
    public let dim: Int
    /// Whether the largest is looked for.
    public let isMaximum: Bool

    public init(dim: Int, isMaximum: Bool) {
        self.dim = dim
        self.isMaximum = isMaximum
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
        Scan.extreme(result.body.view, source.body.view, axis: axis, isMaximum: isMaximum)
        return withExtendedLifetime(source) { result }
    }

    public static var samples: [Sample<CumulativeExtreme>] {
        get throws {
            let x = try Samples.values([3, 4], in: -2...2)
            return [
                Sample("largest", CumulativeExtreme(dim: 0, isMaximum: true), x),
                Sample("smallest", CumulativeExtreme(dim: 1, isMaximum: false), x),
            ]
        }
    }
}

extension Tensor {
    /// The largest of the first 1, 2, … elements along an axis, and where they are: the last of equal
    /// ones, which alone gets the gradient. NaN is larger than any number.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axis.
    public func cummax(dim: Int) throws(TensorError) -> (values: Tensor, indices: Tensor) {
        try taken(dim, places(dim, isMaximum: true, "cummax"))
    }

    /// The smallest of the first 1, 2, … elements along an axis, and where they are: the last of equal
    /// ones, which alone gets the gradient. NaN is smaller than any number.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axis.
    public func cummin(dim: Int) throws(TensorError) -> (values: Tensor, indices: Tensor) {
        try taken(dim, places(dim, isMaximum: false, "cummin"))
    }

    private func places(
        _ dim: Int, isMaximum: Bool, _ operation: String
    ) throws(TensorError) -> Tensor {
        try CumulativeExtreme(dim: dim, isMaximum: isMaximum)(detached(by: operation))
            .to(dtype: .int64)
    }

    /// The elements at indices along an axis, with the indices; a scalar is its only element.
    func taken(
        _ dim: Int, _ indices: Tensor
    ) throws(TensorError) -> (values: Tensor, indices: Tensor) {
        (rank == 0 ? self : try gather(dim: dim, indices), indices)
    }
}
