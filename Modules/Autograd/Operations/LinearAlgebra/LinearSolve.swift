import Kernels

/// A⁻¹ B for square matrices A [..., n, n] and B [..., n, k] of the same batch.
package struct LinearSolve: Operation {
    public static let name = "solve"
    public static let saves: Saves = [.inputs, .outputs]

    public init() {}

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
        _ inputs: Pair, _ spec: TensorSpec, saving saved: inout LUFactors?
    ) throws(TensorError) -> Tensor {
        let factors = try LUFactors(inputs.first, Self.name)
        try factors.checkInvertible(inputs.first, Self.name)
        saved = factors
        return try factors.solve(inputs.second, Self.name)
    }

    // X = A⁻¹ B has dX = A⁻¹ (dB − dA X), so B's gradient is A⁻ᵀ G, and A's is that times −Xᵀ
    // (Giles 2008, section 2.3.1).
    public static let gradient = Gradient<LinearSolve>.rule(
        { context throws(TensorError) in
            let adjoint = try LinearSolve()(Pair(context.input(0).mT, context.upstream))
            try context.send(adjoint)
        },
        fused: { context throws(TensorError) in
            let adjoint = try context.saved.solve(context.upstream, isTransposed: true, name)
            try context.send(adjoint)
        })

    public static var samples: [Sample<LinearSolve>] {
        get throws {
            let b = try Samples.values([3, 2], in: -2...2, seed: 1)
            return [
                Sample("one matrix", LinearSolve(), Pair(try Samples.matrix(3), b)),
                Sample(
                    "two matrices", LinearSolve(),
                    Pair(
                        try stack([Samples.matrix(2), Samples.matrix(2, seed: 3)]),
                        try Samples.values([2, 2, 1], in: -2...2, seed: 4))),
            ]
        }
    }
}

extension GradientContext<LinearSolve> {
    fileprivate func send(_ adjoint: Tensor) throws(TensorError) {
        try propagate(to: 0) { () throws(TensorError) in try -adjoint.matmul(output().mT) }
        try propagate(to: 1) { () throws(TensorError) in adjoint }
    }
}

extension Samples {
    /// A square matrix that is far from singular, and whose rows must be exchanged.
    static func matrix(_ size: Int, seed: Int = 0) throws -> Tensor {
        let numbers = try values([size, size], in: -1...1, seed: seed)
        let order = (0..<size).map { ($0 + 1) % size }
        let large = try Matrices.unit(size, .float64).indexSelect(dim: 0, Tensor(order))
        return try numbers + large * 3
    }

    /// A symmetric matrix with eigenvalues near 2, 4, 6, ….
    static func symmetric(_ size: Int, seed: Int = 0) throws -> Tensor {
        let numbers = try values([size, size], in: -1...1, seed: seed)
        let diagonal = try Tensor((1...size).map { 2 * Double($0) }, shape: [size])
        return try (numbers + numbers.mT) / 2 + diagonal.diagEmbed()
    }
}

extension Tensor {
    /// A⁻¹ B for this A: the X with A X = B, by LU factors with exchanged rows.
    ///
    /// Shape: [..., n, n] with [..., n, k] → [..., n, k], and with [n] or [..., n] → [..., n];
    /// batches broadcast. A right side of this tensor's shape without the last axis is a batch of
    /// vectors.
    ///
    /// - Throws: ``TensorError`` when a matrix is singular, or shapes or types do not fit.
    public func solve(_ b: Tensor) throws(TensorError) -> Tensor {
        try Matrices.check(self, LinearSolve.name, isSquare: true)
        let isVector = b.rank == 1 || b.shape == Shape(shape.dropLast())
        let right = isVector ? try b.unsqueeze(dim: -1) : b
        guard right.rank >= 2,
            let batch = Matrices.batch(shape).broadcast(with: Matrices.batch(right.shape)),
            right.shape[right.rank - 2] == shape[rank - 1]
        else {
            throw TensorError(
                .shape, LinearSolve.name,
                expected: "a right side […, \(shape[rank - 1]), k] whose batch broadcasts with "
                    + "that of \(shape)", got: "\(b.shape)", inputs: [self, b])
        }
        let pair = Pair(
            try expand(Shape(batch + shape.suffix(2))),
            try right.expand(Shape(batch + right.shape.suffix(2))))
        let result = try LinearSolve()(pair)
        return isVector ? try result.squeeze(dim: -1) : result
    }
}
