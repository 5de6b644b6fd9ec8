import Kernels

/// The position of the smallest element along an axis, the first of equal ones; NaN comes first.
package struct Argmin: Operation {
    public static let name = "argmin"
    public static let gradient = Gradient<Argmin>.undefined("positions do not vary smoothly")

    /// The axis.
    public let dim: Int
    /// Whether the axis stays with size 1.
    public let keepDim: Bool

    public init(dim: Int, keepDim: Bool = false) {
        self.dim = dim
        self.keepDim = keepDim
    }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        let axis = try Axes.resolve(dim, rank: x.rank, Self.name)
        guard x.rank > 0 else { return TensorSpec([], .int64) }
        guard x.shape[axis] > 0 else {
            throw TensorError(
                .shape, Self.name, expected: "at least one element along dim \(dim)",
                got: "\(x.shape)", inputs: [x])
        }
        var shape = x.shape
        shape[axis] = 1
        return TensorSpec(keepDim ? shape : x.shape.removing(axis), .int64)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        guard x.rank > 0 else { return try Tensor(scalar: 0, .int64) }
        let source = try x.compact(operation: Self.name)
        let result = try Tensor.empty(spec.shape, .int64, operation: Self.name)
        let axis = try Axes.resolve(dim, rank: x.rank, Self.name)
        Index.extreme(result.body.view, source.body.view, axis: axis, isMaximum: false)
        return withExtendedLifetime(source) { result }
    }

    public static var samples: [Sample<Argmin>] {
        get throws {
            try [0, 1].map { axis in
                Sample("dim \(axis)", Argmin(dim: axis), try Samples.values([3, 4], in: -2...2))
            }
        }
    }
}

extension Tensor {
    /// The position of the smallest element in C order.
    ///
    /// - Throws: ``TensorError`` when there is no element.
    public func argmin() throws(TensorError) -> Tensor {
        try Argmin(dim: 0)(detached(by: Argmin.name).flatten())
    }

    /// The positions of the smallest elements along an axis, as `int64`.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axis or it has no element.
    public func argmin(dim: Int, keepDim: Bool = false) throws(TensorError) -> Tensor {
        try Argmin(dim: dim, keepDim: keepDim)(detached(by: Argmin.name))
    }
}
