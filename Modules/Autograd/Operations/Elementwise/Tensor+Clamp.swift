extension Tensor {
    /// Each element moved into what lies between the elements of two tensors, either of which may be
    /// absent; an element at a bound keeps its gradient. NaN stays NaN, also as a bound.
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
        if let lower {
            // The bound unless the element is NaN or not less; a NaN bound is not less than anything.
            let keeps = try (result.detach() .>= lower.detach()).logicalOr(result.isNaN())
            result = try `where`(keeps, result, lower)
        }
        if let upper {
            let keeps = try (result.detach() .<= upper.detach()).logicalOr(result.isNaN())
            result = try `where`(keeps, result, upper)
        }
        return result
    }
}
