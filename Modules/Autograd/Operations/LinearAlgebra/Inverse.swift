import Kernels

/// A⁻¹ for square matrices.
package struct Inverse: Operation {
    public static let name = "inverse"
    public static let saves = Saves.outputs

    public init() {}

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        try Matrices.check(x, Self.name, isSquare: true)
        return TensorSpec(x.shape, x.dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let factors = try LUFactors(x, Self.name)
        try factors.checkInvertible(x, Self.name)
        let unit = try Matrices.unit(x.shape[x.rank - 1], x.dtype, batch: Matrices.batch(x.shape))
        return try factors.solve(unit, Self.name)
    }

    // Y = A⁻¹ has dY = −Y dA Y (Giles 2008, section 2.2.3).
    public static let gradient = Gradient<Inverse>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let transposed = try context.output().mT
            return try -transposed.matmul(context.upstream).matmul(transposed)
        }
    })

    public static var samples: [Sample<Inverse>] {
        get throws {
            [
                Sample("one matrix", Inverse(), try Samples.matrix(3)),
                Sample(
                    "two matrices", Inverse(),
                    try stack([Samples.matrix(2), Samples.matrix(2, seed: 3)])),
            ]
        }
    }
}

extension Tensor {
    /// A⁻¹ of each matrix. To multiply by it, `solve` is faster and more exact.
    ///
    /// Shape: [..., n, n] → [..., n, n].
    ///
    /// - Throws: ``TensorError`` when a matrix is singular or not square.
    public func inverse() throws(TensorError) -> Tensor { try Inverse()(self) }
}
