extension Tensor {
    /// Each element moved into what lies between the elements of two tensors, either of which may be
    /// absent; an element at a bound keeps its gradient. NaN, also as a bound, gives NaN without a
    /// gradient.
    ///
    /// Where `min` is greater than `max` the result is `max`.
    ///
    /// - Throws: ``TensorError`` when neither bound is given or the shapes do not broadcast.
    @_disfavoredOverload
    public func clamp(
        min lower: Tensor? = nil, max upper: Tensor? = nil
    ) throws(TensorError) -> Tensor {
        guard lower != nil || upper != nil else {
            throw TensorError(
                .value, "clamp", expected: "min, max or both", got: "neither", inputs: [self])
        }
        var result = self
        if let lower { result = try result.kept(where: .>=, lower) }
        if let upper { result = try result.kept(where: .<=, upper) }
        return result
    }

    /// The elements that lie within the bound, and the bound in place of others; NaN, which has no
    /// gradient, where either is NaN.
    private func kept(
        where isWithin: (Tensor, Tensor) throws(TensorError) -> Tensor, _ bound: Tensor
    ) throws(TensorError) -> Tensor {
        let isWithin = try isWithin(detach(), bound.detach())
        let hasNaN = try isNaN().logicalOr(bound.isNaN())
        // The sum with a NaN is NaN.
        return try `where`(
            isWithin, self, `where`(hasNaN, detach() + bound.detach(), bound))
    }
}
