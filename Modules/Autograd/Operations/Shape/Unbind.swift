import Kernels

/// The parts along an axis, without it: views.
package struct Unbind: Operation {
    public static let name = "unbind"
    public static let movesElements = true

    /// The axis.
    public let dim: Int

    public init(dim: Int) { self.dim = dim }

    public func infer(_ x: Tensor) throws(TensorError) -> [TensorSpec] {
        guard x.rank > 0 else {
            throw TensorError(
                .shape, Self.name, expected: "a tensor with dims", got: "\(x.shape)", inputs: [x])
        }
        let axis = try Axes.resolve(dim, rank: x.rank, Self.name)
        return [TensorSpec](
            repeating: TensorSpec(x.shape.removing(axis), x.dtype), count: x.shape[axis])
    }

    public func forward(
        _ x: Tensor, _ specs: [TensorSpec], saving _: inout Void?
    ) throws(TensorError) -> [Tensor] {
        let axis = try Axes.resolve(dim, rank: x.rank, Self.name)
        let view = x.body.view
        return specs.enumerated().map { index, spec in
            x.view(
                view.with(
                    shape: spec.shape, strides: view.strides.removing(axis),
                    offset: index * view.strides[axis]))
        }
    }

    public static let gradient = Gradient<Unbind>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let shape = context.shape()
            let axis = try Axes.resolve(context.operation.dim, rank: shape.count, name)
            var parts: [Tensor] = []
            for index in 0..<shape[axis] {
                if let part = context.upstream(index) {
                    parts.append(part)
                } else {
                    parts.append(try .zeros(shape.removing(axis), dtype: context.dtype()))
                }
            }
            // As the input lies, so that what comes before finds it in its own order.
            let order = context.layout().denseOrder
            if let whole = Tensor.whole(ofSlices: parts, dim: axis),
                whole.body.layout.denseOrder == order
            {
                return whole
            }
            return try stack(parts, dim: axis, order: order)
        }
    })

    public static var samples: [Sample<Unbind>] {
        get throws {
            let x = try Samples.values([2, 3, 2], in: -2...2)
            return try [0, 1, -1].map { Sample("dim \($0)", Unbind(dim: $0), try x.clone()) }
        }
    }
}

extension Tensor {
    /// The parts along an axis, without it: `let (q, k, v)` are the three of `qkv.unbind(dim: 0)`.
    ///
    /// - Throws: ``TensorError`` when there is no such dim.
    public func unbind(dim: Int = 0) throws(TensorError) -> [Tensor] { try Unbind(dim: dim)(self) }
}
