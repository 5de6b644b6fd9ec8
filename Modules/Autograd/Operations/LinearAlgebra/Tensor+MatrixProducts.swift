import Kernels

extension Tensor {
    /// The product of two matrices.
    ///
    /// Shape: [m, k] · [k, n] → [m, n].
    ///
    /// - Throws: ``TensorError`` when the tensors are no matrices or do not fit.
    public func mm(_ other: Tensor) throws(TensorError) -> Tensor {
        try checkRanks("mm", (2, 2), other)
        return try matmul(other)
    }

    /// The products of two batches of matrices.
    ///
    /// Shape: [b, m, k] · [b, k, n] → [b, m, n].
    ///
    /// - Throws: ``TensorError`` when the tensors are no such batches or do not fit.
    public func bmm(_ other: Tensor) throws(TensorError) -> Tensor {
        try checkRanks("bmm", (3, 3), other)
        guard shape[0] == other.shape[0] else {
            throw TensorError(
                .shape, "bmm", expected: "batches of one size", got: "\(shape) and \(other.shape)",
                hint: "matmul broadcasts.", inputs: [self, other])
        }
        return try matmul(other)
    }

    /// The product of a matrix and a vector.
    ///
    /// Shape: [m, k] · [k] → [m].
    ///
    /// - Throws: ``TensorError`` when the tensors are not such or do not fit.
    public func mv(_ vector: Tensor) throws(TensorError) -> Tensor {
        try checkRanks("mv", (2, 1), vector)
        return try matmul(vector)
    }

    /// The sum of the products of two vectors' elements.
    ///
    /// Shape: [n] · [n] → [].
    ///
    /// - Throws: ``TensorError`` when the tensors are no vectors or do not fit.
    public func dot(_ other: Tensor) throws(TensorError) -> Tensor {
        try checkRanks("dot", (1, 1), other)
        return try matmul(other)
    }

    /// All products of two vectors' elements.
    ///
    /// Shape: [m] and [n] → [m, n].
    ///
    /// - Throws: ``TensorError`` when the tensors are no vectors.
    public func outer(_ other: Tensor) throws(TensorError) -> Tensor {
        try checkRanks("outer", (1, 1), other)
        return try unsqueeze(dim: 1) * other.unsqueeze(dim: 0)
    }

    /// beta · this + alpha · A B; with beta 0 this tensor does not count, NaN included.
    ///
    /// Shape: a shape that broadcasts to [m, n] with [m, k] and [k, n] → [m, n].
    ///
    /// - Throws: ``TensorError`` when the tensors are not such or do not fit.
    public func addmm<Beta: TensorScalar, Alpha: TensorScalar>(
        _ a: Tensor, _ b: Tensor, beta: Beta = 1, alpha: Alpha = 1
    ) throws(TensorError) -> Tensor {
        try added(to: a.mm(b), "addmm", beta, alpha)
    }

    /// beta · this + alpha · A v; with beta 0 this tensor does not count, NaN included.
    ///
    /// Shape: a shape that broadcasts to [m] with [m, k] and [k] → [m].
    ///
    /// - Throws: ``TensorError`` when the tensors are not such or do not fit.
    public func addmv<Beta: TensorScalar, Alpha: TensorScalar>(
        _ a: Tensor, _ vector: Tensor, beta: Beta = 1, alpha: Alpha = 1
    ) throws(TensorError) -> Tensor {
        try added(to: a.mv(vector), "addmv", beta, alpha)
    }

    /// beta · this + alpha · A B for batches; with beta 0 this tensor does not count, NaN included.
    ///
    /// Shape: a shape that broadcasts to [b, m, n] with [b, m, k] and [b, k, n] → [b, m, n].
    ///
    /// - Throws: ``TensorError`` when the tensors are not such or do not fit.
    public func baddbmm<Beta: TensorScalar, Alpha: TensorScalar>(
        _ a: Tensor, _ b: Tensor, beta: Beta = 1, alpha: Alpha = 1
    ) throws(TensorError) -> Tensor {
        try added(to: a.bmm(b), "baddbmm", beta, alpha)
    }

    private func added(
        to product: Tensor, _ name: String, _ beta: some TensorScalar, _ alpha: some TensorScalar
    ) throws(TensorError) -> Tensor {
        guard shape.broadcast(with: product.shape) == product.shape else {
            throw TensorError(
                .shape, name, expected: "a shape that broadcasts to \(product.shape)",
                got: "\(shape)", inputs: [self])
        }
        let scaled = alpha.doubleValue == 1 ? product : product * alpha
        if beta.doubleValue == 0 { return scaled }
        return try (beta.doubleValue == 1 ? self : self * beta) + scaled
    }

    private func checkRanks(
        _ name: String, _ ranks: (Int, Int), _ other: Tensor
    ) throws(TensorError) {
        guard (rank, other.rank) == ranks else {
            throw TensorError(
                .shape, name, expected: "tensors with \(ranks.0) and \(ranks.1) dims",
                got: "\(shape) and \(other.shape)", hint: "matmul takes others, too.",
                inputs: [self, other])
        }
    }

    /// Every product of an element of this tensor and one of the other, as blocks: block [i, j] of
    /// two matrices is a[i, j] b.
    ///
    /// Shape: [m, n] and [p, q] → [m p, n q]; missing axes at the front count as size 1.
    ///
    /// - Throws: ``TensorError`` when there is no memory for it.
    public func kron(_ other: Tensor) throws(TensorError) -> Tensor {
        let rank = Swift.max(rank, other.rank)
        let first = Array(repeating: 1, count: rank - self.rank) + Array(shape)
        let second = Array(repeating: 1, count: rank - other.rank) + Array(other.shape)
        let a = try reshape(Shape(first.flatMap { [$0, 1] }))
        let b = try other.reshape(Shape(second.flatMap { [1, $0] }))
        return try (a * b).reshape(Shape(zip(first, second).map { $0 * $1 }))
    }

    /// The vector product along an axis of size 3: [a₂b₃ − a₃b₂, a₃b₁ − a₁b₃, a₁b₂ − a₂b₁].
    ///
    /// Shape: shapes with 3 at `dim` that broadcast → the common shape.
    ///
    /// - Throws: ``TensorError`` when the axis has another size or shapes do not fit.
    public func cross(_ other: Tensor, dim: Int = -1) throws(TensorError) -> Tensor {
        guard rank == other.rank, let common = shape.broadcast(with: other.shape) else {
            throw TensorError(
                .shape, "cross", expected: "shapes with as many dims that broadcast",
                got: "\(shape) and \(other.shape)", inputs: [self, other])
        }
        let axis = try Axes.resolve(dim, rank: rank, "cross")
        guard rank > 0, shape[axis] == 3, other.shape[axis] == 3 else {
            throw TensorError(
                .shape, "cross", expected: "size 3 along dim \(dim)",
                got: "\(shape) and \(other.shape)", inputs: [self, other])
        }
        let (a, b) = (try expand(common), try other.expand(common))
        let (next, last) = (try Tensor([1, 2, 0]), try Tensor([2, 0, 1]))
        return try a.indexSelect(dim: axis, next) * b.indexSelect(dim: axis, last)
            - a.indexSelect(dim: axis, last) * b.indexSelect(dim: axis, next)
    }

    /// The product of a matrix with itself, so often; of its inverse for negative powers, and the unit
    /// matrix for 0.
    ///
    /// Shape: [..., n, n] → [..., n, n].
    ///
    /// - Throws: ``TensorError`` when matrices are not square, or singular for a negative power.
    public func matrixPower(_ power: Int) throws(TensorError) -> Tensor {
        guard rank >= 2, shape[rank - 1] == shape[rank - 2] else {
            throw TensorError(
                .shape, "matrixPower", expected: "square matrices, […, n, n]", got: "\(shape)",
                inputs: [self])
        }
        var base = power < 0 ? try inverse() : self
        var (rest, product) = (power.magnitude, nil as Tensor?)
        while rest > 0 {
            if rest & 1 == 1 {
                product =
                    try product.map { other throws(TensorError) in try other.matmul(base) } ?? base
            }
            rest >>= 1
            if rest > 0 { base = try base.matmul(base) }
        }
        guard let product else {
            return try Matrices.unit(shape[rank - 1], dtype, batch: Matrices.batch(shape))
        }
        return product
    }
}
