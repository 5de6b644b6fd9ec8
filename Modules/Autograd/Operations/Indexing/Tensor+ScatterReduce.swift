/// How elements that indices send to one place become one number.
public enum ScatterReduction: String, Sendable, CaseIterable, Codable {
    /// Their sum.
    case sum
    /// Their mean.
    case mean
    /// The largest; equal ones share the gradient.
    case amax
    /// The smallest; equal ones share the gradient.
    case amin
}

extension Tensor {
    /// This tensor with elements of `source` added at indices along an axis:
    /// result[index[i, j], j] += source[i, j] along axis 0, and likewise for others.
    ///
    /// - Parameters:
    ///   - index: Integers with as many axes as the tensor, no longer than it but along `dim`.
    ///   - source: At least as long as `index` along each axis.
    /// - Throws: ``TensorError`` when shapes or types do not fit, or an index lies outside.
    ///
    /// Source: PyTorch 2.13, `torch.scatter_add`.
    public func scatterAdd(
        dim: Int, _ index: Tensor, _ source: Tensor
    ) throws(TensorError) -> Tensor {
        try requireAlike(source, "scatterAdd")
        let sums = try ScatterAdd(dim: dim, into: shape)(
            Pair(source.prefix(index.shape, "scatterAdd"), index))
        // Small integers are added up in a larger type.
        return try self + sums.to(dtype: dtype)
    }

    /// This tensor with elements of `source` reduced into it at indices along an axis.
    ///
    /// - Parameters:
    ///   - index: Integers with as many axes as the tensor, no longer than it but along `dim`.
    ///   - source: At least as long as `index` along each axis.
    ///   - includeSelf: Whether the elements that are there count among those that are reduced.
    /// - Throws: ``TensorError`` when shapes or types do not fit, or an index lies outside.
    ///
    /// Source: PyTorch 2.13, `torch.scatter_reduce`.
    public func scatterReduce(
        dim: Int, _ index: Tensor, _ source: Tensor, reduce: ScatterReduction,
        includeSelf: Bool = true
    ) throws(TensorError) -> Tensor {
        try requireAlike(source, "scatterReduce")
        guard reduce != .mean || dtype.isFloatingPoint else {
            throw .floatingTypes("scatterReduce", [self, source])
        }
        let source = try source.prefix(index.shape, "scatterReduce")
        let start =
            includeSelf ? self : try withoutReduced(dim: dim, index, source, reduce: reduce)
        switch reduce {
        case .amax, .amin:
            return try ScatterExtreme(dim: dim, isMaximum: reduce == .amax)(
                Triple(start, index, source)
            ).to(dtype: dtype)
        case .sum: return try start.scatterAdd(dim: dim, index, source)
        case .mean:
            let ones = try Tensor.ones(shape, dtype: dtype)
            let count = try (includeSelf ? ones : ones.scatter(dim: dim, index, value: 0))
                .scatterAdd(dim: dim, index, .ones(index.shape, dtype: dtype))
            return try start.scatterAdd(dim: dim, index, source) / count
        }
    }

    /// This tensor with what changes no reduction wherever something is reduced.
    private func withoutReduced(
        dim: Int, _ index: Tensor, _ source: Tensor, reduce: ScatterReduction
    ) throws(TensorError) -> Tensor {
        switch reduce {
        case .sum, .mean: return try scatter(dim: dim, index, value: 0)
        // Integers have no infinity, but one of the source's own numbers does as well.
        case .amax where !dtype.isFloatingPoint, .amin where !dtype.isFloatingPoint:
            return try scatter(dim: dim, index, source)
        case .amax: return try scatter(dim: dim, index, value: -.infinity)
        case .amin: return try scatter(dim: dim, index, value: .infinity)
        }
    }

    /// Elements that can be reduced, of one type.
    private func requireAlike(_ source: Tensor, _ operation: String) throws(TensorError) {
        guard source.dtype == dtype, dtype != .bool else {
            throw TensorError(
                .dtype, operation, expected: "numbers of one type",
                got: "\(dtype) and \(source.dtype)", hint: "Convert with to(dtype:).",
                inputs: [self, source])
        }
    }
}
