import Kernels

/// How the vectors of a bag become one, named as PyTorch's.
public enum EmbeddingBagMode: String, Codable, Sendable, CaseIterable {
    /// Their sum.
    case sum
    /// Their mean.
    case mean
    /// The largest of each of their numbers.
    case max
}

extension Tensor {
    /// Of each bag of these integers, the sum, mean or maximum of the rows of `weight` that they
    /// pick; 0 for an empty bag.
    ///
    /// Shape: integers [bags, length], or [count] with offsets [bags], with weight [rows, dim] →
    /// [bags, dim].
    ///
    /// Gradient: to the weight and to `perSampleWeights`; of a maximum to the first of equal ones.
    ///
    /// - Parameters:
    ///   - offsets: Where in a list of integers each bag begins, 0 first; of bags of one length nil.
    ///   - perSampleWeights: What each row is multiplied by in `sum`; of the integers' shape.
    ///   - includeLastOffset: Whether there is one offset more, the end of the last bag: `count`.
    ///   - paddingIdx: A row that no bag takes in; negative ones count from the end.
    /// - Throws: ``TensorError`` when an integer lies outside the rows, offsets do not go up from 0,
    ///   or shapes, types or options do not fit.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.embedding_bag`.
    public func embeddingBag(
        weight: Tensor, offsets: Tensor? = nil, mode: EmbeddingBagMode = .mean,
        perSampleWeights: Tensor? = nil, includeLastOffset: Bool = false, paddingIdx: Int? = nil
    ) throws(TensorError) -> Tensor {
        guard weight.rank == 2, dtype.isInteger, (rank == 1) == (offsets != nil), rank <= 2 else {
            throw TensorError(
                .shape, "embeddingBag",
                expected:
                    "a weight [rows, dim], and integers [bags, length] or [count] with offsets",
                got:
                    "\(weight.shape), and \(dtype) \(shape) \(offsets == nil ? "without" : "with") "
                    + "offsets", inputs: [self, weight])
        }
        if let perSampleWeights {
            guard mode == .sum, perSampleWeights.shape == shape,
                perSampleWeights.dtype == weight.dtype
            else {
                throw TensorError(
                    .shape, "embeddingBag",
                    expected: "mode sum with perSampleWeights \(weight.dtype) \(shape)",
                    got: "mode \(mode) with \(perSampleWeights.dtype) \(perSampleWeights.shape)",
                    inputs: [self, perSampleWeights])
            }
        }
        let rows = try reshape([count])
        let embedded = try rows.embedding(weight: weight, paddingIdx: paddingIdx)
        let scaled = try perSampleWeights.map { weights throws(TensorError) in
            try embedded * weights.reshape([count, 1])
        }
        let bags = try Bags(self, offsets, includeLastOffset: includeLastOffset)
        let padding = paddingIdx.map { $0 < 0 ? $0 + weight.shape[0] : $0 }
        let kept = rows.toArray(as: Int.self).map { $0 != padding }
        return try bags.reduce(scaled ?? embedded, kept, mode)
    }
}

/// Which bag each of a list of integers belongs to.
private struct Bags {
    /// Where each bag begins, and where the last ends.
    let bounds: [Int]

    init(
        _ indices: Tensor, _ offsets: Tensor?, includeLastOffset: Bool
    ) throws(TensorError) {
        guard let offsets else {
            let length = indices.shape[1]
            bounds = (0...indices.shape[0]).map { $0 * length }
            return
        }
        let starts = offsets.dtype.isInteger ? offsets.toArray(as: Int.self) : []
        let all = starts + (includeLastOffset ? [] : [indices.count])
        guard offsets.rank == 1, offsets.dtype.isInteger, !all.isEmpty,
            all.first == 0, all.last == indices.count,
            zip(all, all.dropFirst()).allSatisfy({ $0 <= $1 })
        else {
            throw TensorError(
                .value, "embeddingBag",
                expected:
                    "offsets that begin with 0 and go up to at most \(indices.count), the last to "
                    + "it with includeLastOffset",
                got: "\(offsets.dtype) \(offsets.shape) \(starts.prefix(8))",
                inputs: [indices, offsets])
        }
        bounds = all
    }

    /// [count, dim] → [bags, dim], of the rows that are kept.
    func reduce(
        _ rows: Tensor, _ kept: [Bool], _ mode: EmbeddingBagMode
    ) throws(TensorError) -> Tensor {
        let bags = zip(bounds, bounds.dropFirst()).map { start, end in
            (start..<end).filter { kept[$0] }.map(Int64.init)
        }
        let shape: Shape = [bags.count, rows.shape[1]]
        if mode == .max { return try largest(rows, bags, shape) }
        let members = try rows.indexSelect(dim: 0, Tensor(bags.flatMap { $0 }))
        let owners = try Tensor(
            bags.enumerated().flatMap { bag, rows in rows.map { _ in Int64(bag) } })
        let sums = try IndexAdd(dim: 0, into: shape)(Pair(members, owners))
        guard mode == .mean else { return sums }
        let counts = try Tensor(
            bags.map { Double(Swift.max($0.count, 1)) }, shape: [bags.count, 1])
        return try sums / counts.to(dtype: rows.dtype)
    }

    /// Bags are filled up to one length with their first rows again, which changes no maximum and
    /// no gradient, the first of equal ones getting it all.
    private func largest(
        _ rows: Tensor, _ bags: [[Int64]], _ shape: Shape
    ) throws(TensorError) -> Tensor {
        let length = bags.map(\.count).max() ?? 0
        guard length > 0 else { return try .zeros(shape, dtype: rows.dtype) }
        let filled = bags.flatMap { bag in
            bag + [Int64](repeating: bag.first ?? 0, count: length - bag.count)
        }
        let members = try rows.indexSelect(dim: 0, Tensor(filled))
            .reshape([bags.count, length, shape[1]])
        let isFilled = try Tensor(bags.map { !$0.isEmpty }, shape: [bags.count, 1])
        return try `where`(
            isFilled, members.max(dim: 1).values, .zeros([], dtype: rows.dtype))
    }
}
