import Kernels

/// Elements of planes [n, c, height, width] at `int32` positions (row · width + column) [n, c, h,
/// w] → [n, c, h, w]; 0 where a position lies outside.
package struct PlaneGather: Operation {
    public static let name = "planeGather"
    public static let saves = Saves.inputs

    public init() {}

    public func infer(_ inputs: Pair) throws(TensorError) -> TensorSpec {
        try Self.check(inputs.first, inputs.second, Self.name)
        return TensorSpec(inputs.second.shape, inputs.first.dtype)
    }

    /// Positions must be `int32`, for as many planes as there are.
    static func check(
        _ x: Tensor, _ positions: Tensor, _ operation: String
    ) throws(TensorError) {
        guard x.rank == 4, positions.rank == 4, x.shape[0] == positions.shape[0],
            x.shape[1] == positions.shape[1], positions.dtype == .int32, x.dtype.isFloatingPoint
        else {
            throw TensorError(
                .shape, operation,
                expected: "floating-point planes [n, c, ...] and int32 positions [n, c, ...]",
                got: "\(x.dtype) \(x.shape) and \(positions.dtype) \(positions.shape)",
                inputs: [x, positions])
        }
    }

    public func forward(
        _ inputs: Pair, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let source = try inputs.first.compact(operation: Self.name)
        let positions = try inputs.second.compact(operation: Self.name)
        let result = try Tensor.empty(spec.shape, spec.dtype, operation: Self.name)
        guard let loop = PlaneIndexLoop.gather(spec.dtype) else {
            preconditionFailure("\(Self.name): no kernel for \(spec.dtype)")
        }
        loop(
            result.body.view, source.body.view, positions: positions.body.view,
            plane: source.shape[2] * source.shape[3], planes: source.shape[0] * source.shape[1],
            isScatter: false)
        return withExtendedLifetime((source, positions)) { result }
    }

    public static let gradient = Gradient<PlaneGather>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let shape = context.shape()
            return try PlaneScatter(Size2(shape[2], shape[3]))(
                Pair(context.upstream, context.input(1)))
        }
    })

    public static var samples: [Sample<PlaneGather>] {
        get throws {
            let positions = try Tensor([0, 5, 5, 3, -1, 1, 2, 0], dtype: .int32)
            return [
                Sample(
                    "repeated, outside", PlaneGather(),
                    Pair(
                        try Samples.values([1, 2, 2, 3], in: -2...2),
                        try positions.reshape(1, 2, 2, 2)))
            ]
        }
    }
}
