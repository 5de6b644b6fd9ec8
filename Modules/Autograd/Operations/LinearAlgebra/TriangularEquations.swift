import Kernels

/// A⁻¹ B for triangular matrices A [..., n, n] and B [..., n, k] of the same batch.
package struct TriangularEquations: Operation {
    public static let name = "solveTriangular"
    public static let saves: Saves = [.inputs, .outputs]

    /// Whether A's upper triangle is read, else the lower.
    public let upper: Bool
    /// Whether A's diagonal counts as ones and is not read.
    public let unitriangular: Bool

    public init(upper: Bool, unitriangular: Bool = false) {
        (self.upper, self.unitriangular) = (upper, unitriangular)
    }

    public func infer(_ inputs: Pair) throws(TensorError) -> TensorSpec {
        let (a, b) = (inputs.first, inputs.second)
        try Matrices.check(a, Self.name, isSquare: true)
        guard a.rank == b.rank, a.shape.dropLast() == b.shape.dropLast() else {
            throw TensorError(
                .shape, Self.name, expected: "as many rows on the right as \(a.shape) has",
                got: "\(b.shape)", inputs: [a, b])
        }
        try Matrices.checkTypes(a, b, Self.name)
        return TensorSpec(b.shape, b.dtype)
    }

    public func forward(
        _ inputs: Pair, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        // Rows that lie one after another are the columns of Aᵀ.
        let columns = Matrices.exchanged(inputs.first)
        let isTransposed = !columns.isContiguous
        let matrix = isTransposed ? try inputs.first.compact(operation: Self.name) : columns
        let result = try Matrices.columns(inputs.second, Self.name)
        let (n, right) = (spec.shape[spec.shape.count - 2], spec.shape[spec.shape.count - 1])
        guard let kernel = TriangularSolve.kernel(spec.dtype) else {
            preconditionFailure("\(Self.name): no kernel for \(spec.dtype)")
        }
        let (a, b) = (matrix.body.view, result.body.view)
        let count = n * right == 0 ? 0 : Matrices.batch(spec.shape).elementCount
        kernel(count: count, spec.dtype) { index in
            TriangularSolveCall(
                isUpper: upper != isTransposed, isTransposed: isTransposed, isUnit: unitriangular,
                rows: n, columns: right, a: a.advanced(by: index * n * n),
                b: b.advanced(by: index * n * right))
        }
        return withExtendedLifetime(matrix) { Matrices.exchanged(result) }
    }

    // As for a full matrix, A's gradient is −A⁻ᵀ G Xᵀ, of which the triangle counts that is read.
    public static let gradient = Gradient<TriangularEquations>.rule({ context throws(TensorError) in
        let (upper, unit) = (context.operation.upper, context.operation.unitriangular)
        let adjoint = try TriangularEquations(upper: !upper, unitriangular: unit)(
            Pair(context.input(0).mT, context.upstream))
        try context.propagate(to: 0) { () throws(TensorError) in
            let full = try -adjoint.matmul(context.output().mT)
            return try upper
                ? full.triu(diagonal: unit ? 1 : 0) : full.tril(diagonal: unit ? -1 : 0)
        }
        try context.propagate(to: 1) { () throws(TensorError) in adjoint }
    })

    public static var samples: [Sample<TriangularEquations>] {
        get throws {
            let (a, b) = (
                try Samples.symmetric(3), try Samples.values([3, 2], in: -2...2, seed: 1)
            )
            return [
                Sample("upper", TriangularEquations(upper: true), Pair(a, b)),
                Sample("lower", TriangularEquations(upper: false), Pair(a, b)),
                Sample(
                    "unit", TriangularEquations(upper: true, unitriangular: true),
                    Pair(
                        try stack([Samples.symmetric(2), Samples.symmetric(2, seed: 3)]),
                        try Samples.values([2, 2, 1], in: -2...2, seed: 4))),
            ]
        }
    }
}

extension Tensor {
    /// A⁻¹ B for this triangular A, or B A⁻¹ with `left` false; of A only the triangle is read. A zero
    /// on the diagonal gives infinities and NaN.
    ///
    /// Shape: [..., n, n] with [..., n, k], or [..., k, n] where `left` is false → that of B; batches
    /// broadcast.
    ///
    /// - Parameter unitriangular: Whether the diagonal counts as ones and is not read.
    /// - Throws: ``TensorError`` when shapes or types do not fit.
    public func solveTriangular(
        _ b: Tensor, upper: Bool, left: Bool = true, unitriangular: Bool = false
    ) throws(TensorError) -> Tensor {
        let name = TriangularEquations.name
        try Matrices.check(self, name, isSquare: true)
        guard b.rank >= 2,
            let batch = Matrices.batch(shape).broadcast(with: Matrices.batch(b.shape))
        else {
            throw TensorError(
                .shape, name, expected: "matrices whose batch broadcasts with that of \(shape)",
                got: "\(b.shape)", inputs: [self, b])
        }
        // X A = B is Aᵀ Xᵀ = Bᵀ.
        guard left else {
            return try mT.solveTriangular(b.mT, upper: !upper, unitriangular: unitriangular).mT
        }
        let pair = Pair(
            try expand(Shape(batch + shape.suffix(2))),
            try b.expand(Shape(batch + b.shape.suffix(2)))
        )
        return try TriangularEquations(upper: upper, unitriangular: unitriangular)(pair)
    }
}
