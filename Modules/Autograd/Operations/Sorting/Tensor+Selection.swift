import Kernels

extension Tensor {
    /// The `k` largest elements along an axis, or with `largest: false` the smallest, in order, and
    /// where they are; of equal ones the first. NaN is larger than any number.
    ///
    /// - Throws: ``TensorError`` when the axis does not have as many elements.
    public func topk(
        _ k: Int, dim: Int = -1, largest: Bool = true
    ) throws(TensorError) -> (values: Tensor, indices: Tensor) {
        let axis = try Axes.resolve(dim, rank: rank, "topk")
        let length = rank == 0 ? 1 : shape[axis]
        guard k >= 0, k <= length, rank > 0 || k == 1 else {
            throw TensorError(
                .value, "topk", expected: "k from \(rank > 0 ? 0 : 1) to \(length)", got: "\(k)",
                inputs: [self])
        }
        let order = try argsort(dim: dim, descending: largest)
        return try taken(dim, rank == 0 ? order : order.narrow(dim: axis, start: 0, length: k))
    }

    /// The `k`-th smallest element along an axis, counted from 1, and where it is. NaN is larger than
    /// any number.
    ///
    /// - Throws: ``TensorError`` when the axis does not have as many elements.
    public func kthvalue(
        _ k: Int, dim: Int = -1, keepDim: Bool = false
    ) throws(TensorError) -> (values: Tensor, indices: Tensor) {
        let axis = try Axes.resolve(dim, rank: rank, "kthvalue")
        let length = rank == 0 ? 1 : shape[axis]
        guard k >= 1, k <= length else {
            throw TensorError(
                .value, "kthvalue", expected: "k from 1 to \(length)", got: "\(k)", inputs: [self])
        }
        return try picked(axis, argsort(dim: dim), keepDim) { indices throws(TensorError) in
            try indices.narrow(dim: axis, start: k - 1, length: 1)
        }
    }

    /// The median along an axis, of two in the middle the lower, and where it is. NaN where an
    /// element is NaN.
    ///
    /// - Throws: ``TensorError`` when the tensor does not have the axis or it has no element.
    public func median(
        dim: Int, keepDim: Bool = false
    ) throws(TensorError) -> (values: Tensor, indices: Tensor) {
        let axis = try Axes.resolve(dim, rank: rank, "median")
        guard rank == 0 || shape[axis] > 0 else {
            throw TensorError(
                .shape, "median", expected: "at least one element along dim \(dim)",
                got: "\(shape)", inputs: [self])
        }
        let order = try argsort(dim: dim)
        return try picked(axis, order, keepDim) { order throws(TensorError) in
            let middle = (shape[axis] - 1) / 2
            let median = try order.narrow(dim: axis, start: middle, length: 1)
            guard dtype.isFloatingPoint else { return median }
            // The first NaN comes before any number for argmax.
            let hasNaN = try isNaN().any(dim: axis, keepDim: true)
            return try `where`(hasNaN, argmax(dim: axis, keepDim: true), median)
        }
    }

    /// The median of all elements, of two in the middle the lower; NaN where one is NaN.
    ///
    /// - Throws: ``TensorError`` when there is no element.
    public func median() throws(TensorError) -> Tensor { try flatten().median(dim: 0).values }

    /// The elements at what `pick` leaves of `indices`, one along the axis.
    private func picked(
        _ axis: Int, _ indices: Tensor, _ keepDim: Bool,
        _ pick: (Tensor) throws(TensorError) -> Tensor
    ) throws(TensorError) -> (values: Tensor, indices: Tensor) {
        guard rank > 0 else { return (self, indices) }
        let picked = try pick(indices)
        let values = try gather(dim: axis, picked)
        if keepDim { return (values, picked) }
        return (try values.squeeze(dim: axis), try picked.squeeze(dim: axis))
    }
}
