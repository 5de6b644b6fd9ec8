import Kernels

/// A = Q R for matrices of at least as many rows as columns: Q [..., m, n], R [..., n, n].
package struct OrthogonalFactors: Operation {
    public static let name = "qr"
    public static let saves = Saves.outputs

    public init() {}

    public func infer(_ x: Tensor) throws(TensorError) -> Two<TensorSpec> {
        try Matrices.check(x, Self.name)
        let n = x.shape[x.rank - 1]
        guard x.shape[x.rank - 2] >= n else {
            throw TensorError(
                .shape, Self.name, expected: "at least as many rows as columns", got: "\(x.shape)",
                inputs: [x])
        }
        return Two(
            TensorSpec(x.shape, x.dtype),
            TensorSpec(Shape(Matrices.batch(x.shape) + [n, n]), x.dtype))
    }

    public func forward(
        _ x: Tensor, _ specs: Two<TensorSpec>, saving _: inout Void?
    ) throws(TensorError) -> Pair {
        try Self.factor(x, width: x.shape[x.rank - 1], specs.second)
    }

    /// The factors, with a Q of `width` columns; not tracked.
    static func factor(
        _ x: Tensor, width: Int, _ spec: TensorSpec
    ) throws(TensorError) -> Pair {
        let batch = Matrices.batch(x.shape)
        let (m, n) = (x.shape[x.rank - 2], x.shape[x.rank - 1])
        let q = try Tensor.empty(Shape(batch + [width, m]), x.dtype, operation: name)
        let r = try Tensor.empty(spec, operation: name)
        let (matrix, second) = (q.body.view, r.body.view)
        // The first n columns of Q's memory are those of the matrix.
        let columns = matrix.with(
            shape: Shape(batch + [n, m]), strides: Shape(matrix.strides))
        Copy.copy(columns, Matrices.exchanged(x).body.view)
        let count = m * width == 0 ? 0 : batch.elementCount
        let statuses = Matrices.kernel(Factorization.qr, x.dtype)(count: count) {
            FactorizationCall(
                rows: m, columns: n, width: width, matrix: matrix.advanced(by: $0 * m * width),
                second: second.advanced(by: $0 * n * n))
        }
        try Matrices.check(statuses, of: x, name)
        return Pair(Matrices.exchanged(q), Matrices.exchanged(r))
    }

    // With M = R R̄ᵀ − Q̄ᵀ Q, A's gradient is (Q̄ + Q copyltu(M)) R⁻ᵀ, where copyltu takes the lower
    // triangle for both (Walter and Lehmann 2013; Seeger et al. 2017, section 4.1). The rule has Mᵀ
    // and its upper triangle.
    public static let gradient = Gradient<OrthogonalFactors>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let (q, r) = (context.output(0), context.output(1))
            var product: Tensor?
            if let upstream = context.upstream(1) { product = try upstream.matmul(r.mT) }
            if let upstream = context.upstream(0) {
                let part = try q.mT.matmul(upstream)
                product = try product.map { first throws(TensorError) in try first - part } ?? -part
            }
            guard let product else { preconditionFailure("a rule has an upstream gradient") }
            let symmetric = try product.triu() + product.triu(diagonal: 1).mT
            var sum = try q.matmul(symmetric)
            if let upstream = context.upstream(0) { sum = try sum + upstream }
            return try r.mT.solveTriangular(sum, upper: false, left: false)
        }
    })

    public static var samples: [Sample<OrthogonalFactors>] {
        get throws {
            let tall = try cat([Samples.matrix(2), Samples.values([2, 2], in: -1...1, seed: 5)])
            return [
                Sample("square", OrthogonalFactors(), try Samples.matrix(3)),
                Sample("tall", OrthogonalFactors(), tall),
                Sample("two", OrthogonalFactors(), try stack([tall, tall * 2 + 1])),
            ]
        }
    }
}

/// A = Q R with a square Q [..., m, m] for matrices of more rows than columns, and R [..., n, n]
/// without its rows of zeros.
package struct CompleteOrthogonalFactors: Operation {
    public static let name = "qr.complete"
    public static let gradient = Gradient<CompleteOrthogonalFactors>.undefined(
        "the matrix does not determine the further columns of Q; use the reduced factors")

    public init() {}

    public func infer(_ x: Tensor) throws(TensorError) -> Two<TensorSpec> {
        let reduced = try OrthogonalFactors().infer(x)
        let m = x.shape[x.rank - 2]
        return Two(TensorSpec(Shape(Matrices.batch(x.shape) + [m, m]), x.dtype), reduced.second)
    }

    public func forward(
        _ x: Tensor, _ specs: Two<TensorSpec>, saving _: inout Void?
    ) throws(TensorError) -> Pair {
        try OrthogonalFactors.factor(x, width: x.shape[x.rank - 2], specs.second)
    }

    public static var samples: [Sample<CompleteOrthogonalFactors>] {
        get throws {
            let tall = try cat([Samples.matrix(2), Samples.values([2, 2], in: -1...1, seed: 5)])
            return [
                Sample("tall", CompleteOrthogonalFactors(), tall),
                Sample("two", CompleteOrthogonalFactors(), try stack([tall, tall * 2 + 1])),
            ]
        }
    }
}

/// How many columns the Q of a QR factorization gets.
public enum QRMode: String, Sendable {
    /// As many as the smaller size.
    case reduced
    /// As many as rows.
    case complete
}

extension Tensor {
    /// A = Q R for each matrix: Q has orthonormal columns, R is upper triangular. R's diagonal may be
    /// negative, as in LAPACK.
    ///
    /// Shape: [..., m, n] → [..., m, k], [..., k, n] with k = min(m, n), or m in the mode `complete`.
    ///
    /// Gradient: Needs the first k columns to be independent. The complete Q of a tall matrix has
    /// none: a tracked matrix throws.
    ///
    /// - Throws: ``TensorError`` when the tensor holds no matrices.
    public func qr(mode: QRMode = .reduced) throws(TensorError) -> (q: Tensor, r: Tensor) {
        try Matrices.check(self, OrthogonalFactors.name)
        let (m, n) = (shape[rank - 2], shape[rank - 1])
        if m < n {
            // [A₁ A₂] = Q [R₁ Qᵀ A₂] with A₁ = Q R₁.
            let square = try OrthogonalFactors()(narrow(dim: -1, start: 0, length: m))
            let rest = try narrow(dim: -1, start: m, length: n - m)
            let right = try square.first.mT.matmul(rest)
            return (square.first, try cat([square.second, right], dim: -1))
        }
        guard mode == .complete, m > n else {
            let reduced = try OrthogonalFactors()(self)
            return (reduced.first, reduced.second)
        }
        let complete = try CompleteOrthogonalFactors()(self)
        let zeros = try Tensor.zeros(
            Shape(Matrices.batch(shape) + [m - n, n]), dtype: complete.second.dtype)
        return (complete.first, try cat([complete.second, zeros], dim: -2))
    }
}
