import Kernels

/// Planes of zeros with elements added at positions (row · width + column): [n, c, h, w] and
/// `int32` positions of that shape → [n, c, height, width]; ``PlaneGather`` backwards.
///
/// A position outside the plane counts for nothing.
package struct PlaneScatter: Operation {
    public static let name = "planeScatter"
    public static let saves = Saves.inputs

    /// The size of the result's planes.
    public let size: Size2

    public init(_ size: Size2) { self.size = size }

    public func infer(_ inputs: Pair) throws(TensorError) -> TensorSpec {
        let (x, positions) = (inputs.first, inputs.second)
        try PlaneGather.check(x, positions, Self.name)
        guard x.shape == positions.shape, size.isAtLeast(0) else {
            throw TensorError(
                .shape, Self.name, expected: "a position for each element",
                got: "\(x.shape) and \(positions.shape)", inputs: [x, positions])
        }
        return TensorSpec([x.shape[0], x.shape[1], size.height, size.width], x.dtype)
    }

    public func forward(
        _ inputs: Pair, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let source = try inputs.first.compact(operation: Self.name)
        let positions = try inputs.second.compact(operation: Self.name)
        let result = try Tensor.empty(spec.shape, spec.dtype, operation: Self.name)
        guard let loop = PlaneIndexLoop.scatter(spec.dtype) else {
            preconditionFailure("\(Self.name): no kernel for \(spec.dtype)")
        }
        loop(
            result.body.view, source.body.view, positions: positions.body.view,
            plane: size.height * size.width, planes: spec.shape[0] * spec.shape[1], isScatter: true)
        return withExtendedLifetime((source, positions)) { result }
    }

    public static let gradient = Gradient<PlaneScatter>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            try PlaneGather()(Pair(context.upstream, context.input(1)))
        }
    })

    public static var samples: [Sample<PlaneScatter>] {
        get throws {
            let positions = try Tensor([0, 5, 5, 3, -1, 1, 2, 0], dtype: .int32)
            return [
                Sample(
                    "repeated, outside", PlaneScatter(Size2(2, 3)),
                    Pair(
                        try Samples.values([1, 2, 2, 2], in: -2...2),
                        try positions.reshape(1, 2, 2, 2)))
            ]
        }
    }
}
