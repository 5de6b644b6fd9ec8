import Kernels

/// Sign of det A and log |det A| for square matrices.
package struct LogDeterminant: Operation {
    public static let name = "slogdet"
    public static let saves = Saves.inputs

    public init() {}

    public func infer(_ x: Tensor) throws(TensorError) -> Two<TensorSpec> {
        try Matrices.check(x, Self.name, isSquare: true)
        let spec = TensorSpec(Matrices.batch(x.shape), x.dtype)
        return Two(spec, spec)
    }

    public func forward(
        _ x: Tensor, _ spec: Two<TensorSpec>, saving _: inout Void?
    ) throws(TensorError) -> Pair {
        let (sign, logarithm, _) = try LUFactors(x, Self.name).determinants(x.dtype, Self.name)
        return Pair(sign, logarithm)
    }

    // d log |det A| = tr(A⁻¹ dA) (Giles 2008, section 2.2.4); the sign is constant.
    public static let gradient = Gradient<LogDeterminant>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            guard let upstream = context.upstream(1) else {
                return try .zeros(context.shape(), dtype: context.dtype())
            }
            let factor = try upstream.unsqueeze(dim: -1).unsqueeze(dim: -1)
            return try factor * context.input().inverse().mT
        }
    })

    public static var samples: [Sample<LogDeterminant>] {
        get throws {
            [
                Sample("one matrix", LogDeterminant(), try Samples.matrix(3)),
                Sample(
                    "two matrices", LogDeterminant(),
                    try stack([Samples.matrix(2), Samples.matrix(2, seed: 3)])),
            ]
        }
    }
}

extension Tensor {
    /// Sign of the determinant of each matrix and logarithm of its size, which does not overflow; 0
    /// and −∞ for singular matrices, whose gradient throws.
    ///
    /// Shape: [..., n, n] → [...], [...].
    ///
    /// - Throws: ``TensorError`` when matrices are not square.
    public func slogdet() throws(TensorError) -> (sign: Tensor, logabsdet: Tensor) {
        let result = try LogDeterminant()(self)
        return (result.first, result.second)
    }

    /// log det A of each matrix; NaN where the determinant is negative.
    ///
    /// Shape: [..., n, n] → [...].
    ///
    /// - Throws: ``TensorError`` when matrices are not square.
    public func logdet() throws(TensorError) -> Tensor {
        let (sign, logabsdet) = try slogdet()
        return try `where`(sign.detach() .< 0, logabsdet.scalar(Double.nan), logabsdet)
    }
}
