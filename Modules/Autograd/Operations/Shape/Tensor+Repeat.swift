extension Tensor {
    /// Copies of this tensor side by side, so many along each axis; new axes come first.
    ///
    /// Shape: [n, m] → [n · sizes[0], m · sizes[1]].
    ///
    /// Gradient: to each element the sum of what its copies get.
    ///
    /// - Throws: ``TensorError`` when there are fewer sizes than axes, or one is negative.
    ///
    /// Source: PyTorch 2.13, `torch.Tensor.repeat`.
    public func `repeat`(_ sizes: [Int]) throws(TensorError) -> Tensor {
        try repeated(sizes, "repeat")
    }

    /// Copies of this tensor side by side, so many along each axis: `x.repeat(2, 1)`.
    ///
    /// - Throws: ``TensorError`` when there are fewer sizes than axes, or one is negative.
    public func `repeat`(_ sizes: Int...) throws(TensorError) -> Tensor {
        try repeated(sizes, "repeat")
    }

    /// Copies of this tensor side by side, so many along each axis; see `repeat`, but sizes that
    /// are missing are ones.
    ///
    /// - Throws: ``TensorError`` when a size is negative.
    ///
    /// Source: PyTorch 2.13, `torch.tile`.
    public func tile(_ sizes: [Int]) throws(TensorError) -> Tensor {
        try repeated([Int](repeating: 1, count: Swift.max(rank - sizes.count, 0)) + sizes, "tile")
    }

    /// Copies of this tensor side by side: `x.tile(2)` along the last axis.
    ///
    /// - Throws: ``TensorError`` when a size is negative.
    public func tile(_ sizes: Int...) throws(TensorError) -> Tensor { try tile(sizes) }

    private func repeated(_ sizes: [Int], _ operation: String) throws(TensorError) -> Tensor {
        guard sizes.count >= rank, sizes.allSatisfy({ $0 >= 0 }) else {
            throw TensorError(
                .value, operation,
                expected: "sizes of at least 0, one for each of \(rank) axes at least",
                got: "\(sizes)", inputs: [self])
        }
        // Each axis of n becomes [copies, n]: an axis of size 1 that expands, and the old one.
        let old = [Int](repeating: 1, count: sizes.count - rank) + shape
        let single = Shape(old.flatMap { [1, $0] })
        let copies = Shape(zip(sizes, old).flatMap { [$0, $1] })
        guard copies.checkedElementCount != nil else {
            throw TensorError(
                .value, operation, expected: "copies that memory can hold",
                got: "\(sizes) of \(shape)", inputs: [self])
        }
        return try reshape(single).expand(copies).reshape(Shape(zip(sizes, old).map { $0 * $1 }))
    }

    /// Each part along an axis so many times, one copy after the other; of the elements in C order
    /// without an axis.
    ///
    /// Shape: [n, m] → [n · repeats, m] with dim 0, [n · m · repeats] without.
    ///
    /// Gradient: to each element the sum of what its copies get.
    ///
    /// - Throws: ``TensorError`` when there is no such axis or `repeats` is negative.
    ///
    /// Source: PyTorch 2.13, `torch.repeat_interleave`.
    public func repeatInterleave(_ repeats: Int, dim: Int? = nil) throws(TensorError) -> Tensor {
        guard let dim else { return try ravel().repeatInterleave(repeats, dim: 0) }
        let axis = try Axes.resolve(dim, rank: rank, "repeatInterleave")
        guard rank > 0 else { return try ravel().repeatInterleave(repeats, dim: 0) }
        let copies = shape.inserting(repeats, at: axis + 1)
        guard repeats >= 0, copies.checkedElementCount != nil else {
            throw TensorError(
                .value, "repeatInterleave", expected: "a number of copies that memory can hold",
                got: "\(repeats)", inputs: [self])
        }
        var merged = shape
        merged[axis] *= repeats
        return try unsqueeze(dim: axis + 1).expand(copies).reshape(merged)
    }

    /// Each part along an axis as many times as `repeats` says for it; of the elements in C order
    /// without an axis.
    ///
    /// - Parameter repeats: An integer of at least 0 for each part, or one for all.
    /// - Throws: ``TensorError`` when there is no such axis, or `repeats` does not fit it.
    ///
    /// Source: PyTorch 2.13, `torch.repeat_interleave`.
    public func repeatInterleave(
        _ repeats: Tensor, dim: Int? = nil
    ) throws(TensorError) -> Tensor {
        guard let dim, rank > 0 else {
            if let dim { _ = try Axes.resolve(dim, rank: 0, "repeatInterleave") }
            return try ravel().interleaved(repeats, axis: 0)
        }
        return try interleaved(
            repeats, axis: try Axes.resolve(dim, rank: rank, "repeatInterleave"))
    }

    private func interleaved(_ repeats: Tensor, axis: Int) throws(TensorError) -> Tensor {
        let size = shape[axis]
        let counts = repeats.toArray(as: Int.self)
        guard repeats.dtype.isInteger, repeats.rank <= 1, counts.allSatisfy({ $0 >= 0 }),
            counts.count == size || counts.count == 1
        else {
            throw TensorError(
                .value, "repeatInterleave",
                expected: "an integer of at least 0 for each of \(size) parts",
                got: "\(repeats.dtype) \(repeats.shape)"
                    + (counts.min().map { " from \($0) on" } ?? ""), inputs: [self, repeats])
        }
        if counts.count == 1 { return try repeatInterleave(counts[0], dim: axis) }
        var total = 0
        for count in counts {
            let (sum, overflows) = total.addingReportingOverflow(count)
            guard !overflows else { throw .outOfMemory("repeatInterleave", [count], dtype) }
            total = sum
        }
        var longer = shape
        longer[axis] = total
        // Of a result that there is no memory for, no places are listed.
        _ = try Tensor.empty(longer, dtype, operation: "repeatInterleave")
        let places = counts.enumerated().flatMap { [Int](repeating: $0, count: $1) }
        return try indexSelect(dim: axis, Tensor(places, shape: [total]))
    }
}
