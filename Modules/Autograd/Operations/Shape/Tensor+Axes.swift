extension Tensor {
    /// Axes moved to other places; the others keep their order: a view.
    ///
    /// - Throws: ``TensorError`` unless both lists name as many axes, each once.
    ///
    /// Source: PyTorch 2.13, `torch.movedim`.
    public func movedim(_ source: [Int], _ destination: [Int]) throws(TensorError) -> Tensor {
        guard source.count == destination.count else {
            throw TensorError(
                .axis, "movedim", expected: "as many places as axes",
                got: "\(source) to \(destination)", inputs: [self])
        }
        guard !source.isEmpty, rank > 0 else { return self }
        _ = try Axes.marks(source, rank: rank, "movedim")
        _ = try Axes.marks(destination, rank: rank, "movedim")
        var order = [Int?](repeating: nil, count: rank)
        var moved: Set<Int> = []
        for (from, to) in zip(source, destination) {
            let axis = try Axes.resolve(from, rank: rank, "movedim")
            order[try Axes.resolve(to, rank: rank, "movedim")] = axis
            moved.insert(axis)
        }
        var others = (0..<rank).filter { !moved.contains($0) }.makeIterator()
        return try permute(order.compactMap { $0 ?? others.next() })
    }

    /// One axis moved to another place; the others keep their order: a view.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axes.
    public func movedim(_ source: Int, _ destination: Int) throws(TensorError) -> Tensor {
        try movedim([source], [destination])
    }

    /// This tensor with two axes exchanged; see ``transpose(_:_:)``.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axes.
    public func swapaxes(_ first: Int, _ second: Int) throws(TensorError) -> Tensor {
        try transpose(first, second)
    }

    /// This tensor without those of the named axes that have size 1.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axes, or one is named twice.
    public func squeeze(dims: [Int]) throws(TensorError) -> Tensor {
        guard !dims.isEmpty, rank > 0 else { return self }
        let marks = try Axes.marks(dims, rank: rank, "squeeze")
        return try reshape(
            Shape(shape.indices.filter { !marks[$0] || shape[$0] != 1 }.map { shape[$0] }))
    }

    /// One axis as several, whose sizes multiply to it; one size may be −1: a view where
    /// ``reshape(_:)`` is one.
    ///
    /// Shape: [a, b · c, d] → [a, b, c, d] with dim 1 and sizes [b, c].
    ///
    /// - Throws: ``TensorError`` when the sizes do not multiply to the axis.
    ///
    /// Source: PyTorch 2.13, `torch.unflatten`.
    public func unflatten(dim: Int, _ sizes: Shape) throws(TensorError) -> Tensor {
        let axis = try Axes.resolve(dim, rank: rank, "unflatten")
        let size = rank > 0 ? shape[axis] : 0
        var filled = sizes
        let unknown = sizes.indices.filter { sizes[$0] == -1 }
        if unknown.count == 1 {
            filled[unknown[0]] = 1
            let known = filled.checkedElementCount ?? 0
            filled[unknown[0]] = known > 0 && size.isMultiple(of: known) ? size / known : -1
        }
        guard rank > 0, !sizes.isEmpty, filled.checkedElementCount == size else {
            throw TensorError(
                .shape, "unflatten",
                expected: rank > 0
                    ? "sizes that multiply to \(size), as dim \(dim) has" : "a tensor with dims",
                got: "\(sizes) for \(shape)", inputs: [self])
        }
        return try reshape(Shape(shape[..<axis] + Array(filled) + shape[(axis + 1)...]))
    }

    /// This tensor repeated to a shape without copying; see ``expand(_:)-(Shape)``.
    ///
    /// - Throws: ``TensorError`` when an axis of another size than 1 would change.
    public func broadcastTo(_ shape: Shape) throws(TensorError) -> Tensor { try expand(shape) }

    /// This tensor repeated to the shape of another without copying.
    ///
    /// - Throws: ``TensorError`` when an axis of another size than 1 would change.
    public func expandAs(_ other: Tensor) throws(TensorError) -> Tensor { try expand(other.shape) }

    /// The same elements under the shape of another tensor.
    ///
    /// - Throws: ``TensorError`` when that shape holds another number of elements.
    public func reshapeAs(_ other: Tensor) throws(TensorError) -> Tensor {
        try reshape(other.shape)
    }

    /// The elements in C order along one axis.
    public func ravel() -> Tensor { unfailing { () throws(TensorError) in try reshape([count]) } }

    /// The part at one index of an axis, without it: a view.
    ///
    /// - Throws: ``TensorError`` when there is no such axis or index.
    public func select(dim: Int, _ index: Int) throws(TensorError) -> Tensor {
        let axis = try Axes.resolve(dim, rank: rank, "select")
        let size = rank > 0 ? shape[axis] : 0
        guard index >= -size, index < size else {
            throw TensorError(
                .index, "select",
                expected: rank > 0
                    ? "an index from \(-size) to \(size - 1) for dim \(dim)" : "a tensor with dims",
                got: "\(index)", inputs: [self])
        }
        return try narrow(dim: axis, start: index < 0 ? index + size : index, length: 1)
            .squeeze(dim: axis)
    }
}

/// Tensors repeated to the shape that they broadcast to, without copying.
///
/// - Throws: ``TensorError`` when they do not broadcast.
public func broadcastTensors(_ tensors: [Tensor]) throws(TensorError) -> [Tensor] {
    var shape: Shape? = []
    for tensor in tensors { shape = shape?.broadcast(with: tensor.shape) }
    guard let shape else {
        throw TensorError(
            .shape, "broadcastTensors", expected: "shapes that broadcast together",
            got: tensors.map { "\($0.shape)" }.joined(separator: ", "), inputs: tensors)
    }
    return try tensors.map { tensor throws(TensorError) in try tensor.expand(shape) }
}
