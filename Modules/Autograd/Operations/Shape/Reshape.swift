import Kernels

/// The same elements in C order under another shape: a view where strides can say it, else a copy.
package struct Reshape: Operation {
    public static let name = "reshape"
    public static let movesElements = true

    /// The new sizes; one may be −1 and follows from the others.
    public let shape: Shape

    public init(_ shape: Shape) { self.shape = shape }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        var result = shape
        let unknown = shape.indices.filter { shape[$0] == -1 }
        if unknown.count == 1 {
            result[unknown[0]] = 1
            let known = result.checkedElementCount ?? 0
            // Beside a size of 0 it could be anything: it stays −1, which no tensor has.
            result[unknown[0]] = known > 0 && x.count % known == 0 ? x.count / known : -1
        }
        guard result.checkedElementCount == x.count else {
            throw TensorError(
                .shape, Self.name, expected: "a shape of \(x.count) elements, as \(x.shape) has",
                got: "\(shape)", inputs: [x])
        }
        return TensorSpec(result, x.dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        if !x.isContiguous, let strides = x.body.layout.strides(under: spec.shape) {
            return x.view(x.body.view.with(shape: spec.shape, strides: strides))
        }
        let source = try x.compact(operation: Self.name)
        return source.view(source.body.view.reshaped(spec.shape))
    }

    public static let gradient = Gradient<Reshape>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            try context.upstream.reshape(context.shape())
        }
    })

    public static var samples: [Sample<Reshape>] {
        get throws {
            try ([[3, 2], [6], [-1, 1, 2], [1, 6]] as [Shape]).map {
                Sample("\($0)", Reshape($0), try Samples.values([2, 3], in: -2...2))
            }
        }
    }
}

extension Tensor {
    /// The same elements under another shape; one size may be −1.
    ///
    /// - Throws: ``TensorError`` when the shape holds another number of elements.
    public func reshape(_ sizes: Int...) throws(TensorError) -> Tensor {
        try Reshape(Shape(sizes))(self)
    }

    /// The same elements under another shape; one size may be −1.
    ///
    /// - Throws: ``TensorError`` when the shape holds another number of elements.
    public func reshape(_ shape: Shape) throws(TensorError) -> Tensor { try Reshape(shape)(self) }

    /// All axes from `startDim` to `endDim` as one.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axes in that order.
    public func flatten(startDim: Int = 0, endDim: Int = -1) throws(TensorError) -> Tensor {
        guard rank > 0 else { return try reshape([1]) }
        let start = try Axes.resolve(startDim, rank: rank, "flatten")
        let end = try Axes.resolve(endDim, rank: rank, "flatten")
        guard start <= end else {
            throw TensorError(
                .axis, "flatten", expected: "startDim at most endDim",
                got: "\(startDim) and \(endDim)",
                inputs: [self])
        }
        let merged = shape[start...end].reduce(1, *)
        return try reshape(Shape(shape[..<start] + [merged] + shape[(end + 1)...]))
    }

    /// This tensor without one axis of size 1; another size is left as it is.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axis.
    public func squeeze(dim: Int) throws(TensorError) -> Tensor {
        let axis = try Axes.resolve(dim, rank: rank, "squeeze")
        guard rank > 0, shape[axis] == 1 else { return self }
        return try reshape(shape.removing(axis))
    }

    /// This tensor without its axes of size 1.
    public func squeeze() -> Tensor {
        unfailing { () throws(TensorError) in try reshape(Shape(shape.filter { $0 != 1 })) }
    }

    /// This tensor with an axis of size 1 at `dim`.
    ///
    /// - Throws: ``TensorError`` when `dim` lies outside.
    public func unsqueeze(dim: Int) throws(TensorError) -> Tensor {
        let axis = try Axes.resolve(dim, rank: rank + 1, "unsqueeze")
        return try reshape(shape.inserting(1, at: axis))
    }
}
