extension Tensor {
    /// The elements in reverse order along axes: a view.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have an axis, or it is named twice.
    ///
    /// Source: PyTorch 2.13, `torch.flip`, which copies.
    public func flip(dims: [Int]) throws(TensorError) -> Tensor {
        guard rank > 0, !dims.isEmpty else {
            for dim in dims { _ = try Axes.resolve(dim, rank: rank, "flip") }
            return self
        }
        let marks = try Axes.marks(dims, rank: rank, "flip")
        let spans = shape.indices.map { axis in
            marks[axis]
                ? Slice.Span(start: shape[axis] - 1, step: -1, count: shape[axis])
                : Slice.Span(start: 0, count: shape[axis])
        }
        return try Slice(spans)(self)
    }

    /// The columns (axis 1) in reverse order: a view.
    ///
    /// - Throws: ``TensorError`` when there are fewer than two axes.
    public func fliplr() throws(TensorError) -> Tensor {
        guard rank >= 2 else {
            throw TensorError(
                .shape, "fliplr", expected: "at least two dims", got: "\(shape)", inputs: [self])
        }
        return try flip(dims: [1])
    }

    /// The rows (axis 0) in reverse order: a view.
    ///
    /// - Throws: ``TensorError`` when there is no axis.
    public func flipud() throws(TensorError) -> Tensor {
        guard rank >= 1 else {
            throw TensorError(
                .shape, "flipud", expected: "at least one dim", got: "\(shape)", inputs: [self])
        }
        return try flip(dims: [0])
    }

    /// The elements shifted along axes; what leaves at one end comes in at the other.
    ///
    /// - Parameters:
    ///   - shifts: By how many places, forwards.
    ///   - dims: Along which axis each.
    /// - Throws: ``TensorError`` unless there is an axis for each shift.
    ///
    /// Source: PyTorch 2.13, `torch.roll`.
    public func roll(_ shifts: [Int], dims: [Int]) throws(TensorError) -> Tensor {
        guard shifts.count == dims.count, !shifts.isEmpty else {
            throw TensorError(
                .value, "roll", expected: "an axis for each of one shift or more",
                got: "shifts \(shifts), dims \(dims)", inputs: [self])
        }
        var result = self
        for (shift, dim) in zip(shifts, dims) {
            let axis = try Axes.resolve(dim, rank: rank, "roll")
            guard count > 0, rank > 0 else { continue }
            let size = shape[axis]
            let start = (size - shift % size) % size
            guard start != 0 else { continue }
            result = try cat(
                [
                    result.narrow(dim: axis, start: start, length: size - start),
                    result.narrow(dim: axis, start: 0, length: start),
                ], dim: axis)
        }
        return result
    }

    /// The elements shifted along an axis, or in C order without one.
    ///
    /// - Throws: ``TensorError`` when there is no such axis.
    ///
    /// Source: PyTorch 2.13, `torch.roll`.
    public func roll(_ shift: Int, dim: Int? = nil) throws(TensorError) -> Tensor {
        guard let dim else { return try ravel().roll([shift], dims: [0]).reshape(shape) }
        return try roll([shift], dims: [dim])
    }

    /// The plane of two axes turned by 90°, `k` times, from the first axis towards the second: a
    /// view.
    ///
    /// - Throws: ``TensorError`` unless `dims` names two axes.
    ///
    /// Source: PyTorch 2.13, `torch.rot90`.
    public func rot90(_ k: Int = 1, dims: [Int] = [0, 1]) throws(TensorError) -> Tensor {
        guard dims.count == 2, rank >= 2 else {
            throw TensorError(
                .axis, "rot90", expected: "two dims of a tensor that has them",
                got: "\(dims) of \(shape)", inputs: [self])
        }
        _ = try Axes.marks(dims, rank: rank, "rot90")
        switch (k % 4 + 4) % 4 {
        case 1: return try flip(dims: [dims[1]]).transpose(dims[0], dims[1])
        case 2: return try flip(dims: dims)
        case 3: return try flip(dims: [dims[0]]).transpose(dims[0], dims[1])
        default: return self
        }
    }
}
