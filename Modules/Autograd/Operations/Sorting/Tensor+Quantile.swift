extension Tensor {
    /// The value below which the fraction `q` of the elements along an axis lies: 0.5 is the median,
    /// the mean of the middle two where there are two. NaN where an element is NaN.
    ///
    /// In order, elements stand for the fractions 0, 1/(n − 1), …, 1; between them values are
    /// interpolated.
    ///
    /// - Throws: ``TensorError`` when `q` is not from 0 to 1, the tensor does not hold floating-point
    ///   numbers or does not have the axis, or it has no element.
    public func quantile(
        _ q: Double, dim: Int, keepDim: Bool = false
    ) throws(TensorError) -> Tensor {
        let axis = try Axes.resolve(dim, rank: rank, "quantile")
        guard q >= 0, q <= 1 else {
            throw TensorError(.value, "quantile", expected: "q from 0 to 1", got: "\(q)")
        }
        guard dtype.isFloatingPoint else {
            throw TensorError(
                .dtype, "quantile", expected: "floating-point elements", got: "\(dtype)",
                hint: "Convert with to(dtype: .float32) first.", inputs: [self])
        }
        guard rank > 0 else { return self }
        guard shape[axis] > 0 else {
            throw TensorError(
                .shape, "quantile", expected: "at least one element along dim \(dim)",
                got: "\(shape)", inputs: [self])
        }
        let sorted = try sort(dim: axis).values
        let place = q * Double(shape[axis] - 1)
        let lower = try sorted.narrow(dim: axis, start: Int(place), length: 1)
        let upper = try sorted.narrow(dim: axis, start: Int(place.rounded(.up)), length: 1)
        var result = try lower.lerp(upper, weight: place - place.rounded(.down))
        let hasNaN = try isNaN().any(dim: axis, keepDim: true)
        result = try `where`(hasNaN, scalar(Double.nan), result)
        return keepDim ? result : try result.squeeze(dim: axis)
    }

    /// The value below which the fraction `q` of all elements lies.
    ///
    /// - Throws: ``TensorError`` when `q` is not from 0 to 1, or there are no floating-point numbers.
    public func quantile(_ q: Double) throws(TensorError) -> Tensor {
        try flatten().quantile(q, dim: 0)
    }
}
