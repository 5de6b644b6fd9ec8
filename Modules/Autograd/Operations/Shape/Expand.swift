import Kernels

/// The tensor repeated along axes of size 1 and along new leading ones: a view.
package struct Expand: Operation {
    public static let name = "expand"
    public static let movesElements = true

    /// The new sizes; −1 keeps an old one.
    public let shape: Shape

    public init(_ shape: Shape) { self.shape = shape }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        var result = shape
        let missing = shape.count - x.rank
        var fits = missing >= 0
        for axis in 0..<x.rank where fits {
            if result[missing + axis] == -1 { result[missing + axis] = x.shape[axis] }
            fits = x.shape[axis] == 1 || x.shape[axis] == result[missing + axis]
        }
        guard fits, result.checkedElementCount != nil else {
            throw TensorError(
                .shape, Self.name, expected: "sizes that \(x.shape) can be repeated to",
                got: "\(shape)", hint: "Only axes of size 1, and new leading ones, repeat.",
                inputs: [x])
        }
        return TensorSpec(result, x.dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        x.view(x.body.view.expanded(to: spec.shape))
    }

    public static let gradient = Gradient<Expand>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            try context.upstream.sum(to: context.layout())
        }
    })

    public static var samples: [Sample<Expand>] {
        get throws {
            [
                Sample("leading", Expand([4, 2, 3]), try Samples.values([2, 3], in: -2...2)),
                Sample("inner", Expand([2, 3]), try Samples.values([2, 1], in: -2...2)),
                Sample("scalar", Expand([2]), try Samples.values([], in: -2...2)),
                Sample("kept", Expand([5, -1]), try Samples.values([1, 3], in: -2...2)),
            ]
        }
    }
}

extension Tensor {
    /// This tensor repeated to a shape without copying.
    ///
    /// - Throws: ``TensorError`` when an axis of another size than 1 would change.
    public func expand(_ shape: Shape) throws(TensorError) -> Tensor { try Expand(shape)(self) }

    /// This tensor repeated to sizes without copying; −1 keeps a size.
    ///
    /// - Throws: ``TensorError`` when an axis of another size than 1 would change.
    public func expand(_ sizes: Int...) throws(TensorError) -> Tensor {
        try Expand(Shape(sizes))(self)
    }
}
