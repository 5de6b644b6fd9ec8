/// Σ of products over the last `dims` axes of one tensor and the first of the other.
///
/// Shape: [a..., k...] and [k..., b...] → [a..., b...].
///
/// - Throws: ``TensorError`` when the axes do not agree, or the tensors are not numbers of one
///   type.
///
/// Source: PyTorch 2.13, `torch.tensordot`.
public func tensordot(_ a: Tensor, _ b: Tensor, dims: Int = 2) throws(TensorError) -> Tensor {
    guard dims >= 0, dims <= a.rank, dims <= b.rank else {
        throw TensorError(
            .axis, "tensordot", expected: "dims from 0 to \(min(a.rank, b.rank))", got: "\(dims)",
            inputs: [a, b])
    }
    return try tensordot(a, b, dims: (Array(a.rank - dims..<a.rank), Array(0..<dims)))
}

/// Σ of products over pairs of axes, one of each tensor; what is left of the first comes first.
///
/// - Throws: ``TensorError`` when the axes do not agree, or the tensors are not numbers of one
///   type.
///
/// Source: PyTorch 2.13, `torch.tensordot`.
public func tensordot(
    _ a: Tensor, _ b: Tensor, dims: ([Int], [Int])
) throws(TensorError) -> Tensor {
    try contract(a, b, dims, "tensordot")
}

/// Σ of products over the last axes of two tensors; of a number and a tensor the product.
///
/// Shape: [a..., k] and [b..., k] → [a..., b...].
///
/// - Throws: ``TensorError`` when the last axes differ, or the tensors are not numbers of one type.
///
/// Source: PyTorch 2.13, `torch.inner`.
public func inner(_ a: Tensor, _ b: Tensor) throws(TensorError) -> Tensor {
    if a.rank == 0 || b.rank == 0 { return try a * b }
    guard a.shape[a.rank - 1] == b.shape[b.rank - 1] else {
        throw TensorError(
            .shape, "inner", expected: "last axes that agree", got: "\(a.shape) and \(b.shape)",
            inputs: [a, b])
    }
    return try contract(a, b, ([-1], [-1]), "inner")
}

private func contract(
    _ a: Tensor, _ b: Tensor, _ dims: ([Int], [Int]), _ operation: String
) throws(TensorError) -> Tensor {
    try TensorError.requireNumbers(operation, [a, b])
    guard dims.0.count == dims.1.count else {
        throw TensorError(
            .axis, operation, expected: "pairs of axes", got: "\(dims.0) and \(dims.1)",
            inputs: [a, b])
    }
    // The labels of b go on after those of a, but that the pairs share those of a.
    var (mine, theirs) = (Array(0..<a.rank), Array(a.rank..<a.rank + b.rank))
    var seen: Set<Int> = []
    for (first, second) in zip(dims.0, dims.1) {
        let i = try Axes.resolve(first, rank: a.rank, operation)
        let j = try Axes.resolve(second, rank: b.rank, operation)
        guard a.rank > 0, b.rank > 0, !seen.contains(i), theirs[j] >= a.rank else {
            throw TensorError(
                .axis, operation, expected: "each dim once", got: "\(dims.0) and \(dims.1)",
                inputs: [a, b])
        }
        let (long, wide) = (a.shape[i], b.shape[j])
        guard long == wide || long == 1 || wide == 1 else {
            throw TensorError(
                .shape, operation, expected: "axes that agree",
                got: "\(long) in \(a.shape) and \(wide) in \(b.shape)", inputs: [a, b])
        }
        seen.insert(i)
        theirs[j] = i
    }
    mine.removeAll { seen.contains($0) }
    let output = mine + theirs.filter { $0 >= a.rank }
    return try Contraction(
        [
            Contraction.Operand(tensor: a, labels: Array(0..<a.rank)),
            Contraction.Operand(tensor: b, labels: theirs),
        ], output: output)()
}
