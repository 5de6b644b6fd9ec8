import Kernels

/// condition ? a : b, elementwise and broadcast; the gradient goes to the side that was taken.
package struct Where: Operation {
    public static let name = "where"
    public static let saves = Saves.inputs
    public static let movesElements = true

    public init() {}

    public func infer(_ inputs: Triple) throws(TensorError) -> TensorSpec {
        guard inputs.first.dtype == .bool else {
            throw TensorError(
                .dtype, Self.name, expected: "a bool condition", got: "\(inputs.first.dtype)",
                hint: "Compare, for example x .> 0.", inputs: [inputs.first])
        }
        guard let branches = inputs.second.shape.broadcast(with: inputs.third.shape),
            let shape = inputs.first.shape.broadcast(with: branches)
        else {
            throw TensorError(
                .shape, Self.name, expected: "shapes that broadcast together",
                got: "\(inputs.first.shape), \(inputs.second.shape) and \(inputs.third.shape)",
                inputs: [inputs.first, inputs.second, inputs.third])
        }
        return TensorSpec(shape, Tensor.commonType(inputs.second, inputs.third))
    }

    public func forward(
        _ inputs: Triple, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let a = try inputs.second.to(spec.dtype)
        let b = try inputs.third.to(spec.dtype)
        let result = try Tensor.empty(spec.shape, spec.dtype, operation: Self.name)
        Elementwise.select(
            result.body.view, inputs.first.body.view, a.body.view, b.body.view)
        return withExtendedLifetime((inputs, a, b)) { result }
    }

    public static let gradient = Gradient<Where>.rule({ context throws(TensorError) in
        let (condition, upstream) = (context.input(0), context.upstream)
        let zero = upstream.scalar(0)
        try context.propagate(to: 1) { () throws(TensorError) in
            try `where`(condition, upstream, zero).sum(to: context.layout(of: 1))
        }
        try context.propagate(to: 2) { () throws(TensorError) in
            try `where`(condition, zero, upstream).sum(to: context.layout(of: 2))
        }
    })

    public static var samples: [Sample<Where>] {
        get throws {
            let condition = try Tensor([[true, false, true], [false, false, true]])
            let pairs = try Samples.pairs(Where.self, -2...2)
            return try pairs.map { label, a, b in
                let shape = a.shape.broadcast(with: b.shape) ?? a.shape
                let mask = shape == [2, 3] ? condition : try Tensor([true])
                return Sample(label, Where(), Triple(mask, a, b))
            }
        }
    }
}

/// condition ? a : b, elementwise: `where(x .> 0, x, zero)`.
///
/// - Throws: ``TensorError`` when the condition is not `bool` or the shapes do not broadcast.
public func `where`(
    _ condition: Tensor, _ a: Tensor, _ b: Tensor
) throws(TensorError) -> Tensor {
    try Where()(Triple(condition, a, b))
}
