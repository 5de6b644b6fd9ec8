extension Tensor {
    /// The different elements in ascending order; for each element, in this tensor's shape, its
    /// place among them; and how often each is there. Each NaN is different from all others.
    ///
    /// The results are not tracked.
    ///
    /// - Throws: ``TensorError`` when there is no memory for the results.
    public func unique() throws(TensorError) -> (values: Tensor, inverse: Tensor, counts: Tensor) {
        let (sorted, order) = try detached(by: "unique").flatten().sort(dim: 0)
        // An element is new when it differs from the one before.
        var isNew = try Tensor.ones([Swift.min(count, 1)], dtype: .bool)
        if count > 1 {
            let before = try sorted.narrow(dim: 0, start: 0, length: count - 1)
            let after = try sorted.narrow(dim: 0, start: 1, length: count - 1)
            isNew = try cat([isNew, after .!= before], dim: 0)
        }
        let group = try isNew.cumsum(dim: 0) - 1
        let groupCount = try isNew.sum().item(as: Int.self)
        // The places of what is new come first, in order, when the marks are sorted.
        let starts = try isNew.argsort(dim: 0, descending: true)
            .narrow(dim: 0, start: 0, length: groupCount)
        let inverse = try ScatterAdd(dim: 0, into: [count])(Pair(group, order))
        let ones = try Tensor.ones([count], dtype: .int64)
        let counts = try ScatterAdd(dim: 0, into: [groupCount])(Pair(ones, group))
        return (try sorted.gather(dim: 0, starts), try inverse.reshape(shape), counts)
    }
}
