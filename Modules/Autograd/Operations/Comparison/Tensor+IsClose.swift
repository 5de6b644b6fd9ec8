extension Tensor {
    /// Whether |a − b| ≤ atol + rtol |b| for this tensor as a, elementwise and broadcast, as `bool`.
    ///
    /// Infinities are close to themselves alone.
    ///
    /// - Parameter equalNaN: Whether NaN is close to NaN.
    /// - Throws: ``TensorError`` when the shapes do not broadcast, or a tolerance is negative or NaN.
    public func isClose(
        _ other: Tensor, rtol: Double = 1e-5, atol: Double = 1e-8, equalNaN: Bool = false
    ) throws(TensorError) -> Tensor {
        guard rtol >= 0, atol >= 0 else {
            throw TensorError(
                .value, "isClose", expected: "rtol and atol of at least 0",
                got: "\(rtol) and \(atol)")
        }
        // Differences of integers may wrap.
        let isWhole = !Tensor.commonType(self, other).isFloatingPoint
        let a = isWhole ? try to(.float64) : detach()
        let b = isWhole ? try other.to(.float64) : other.detach()
        let distance = try (a - b).abs()
        // An infinite distance is never small, whatever the tolerance of an infinite b is.
        let isNear = try (distance .<= b.abs() * rtol + atol).logicalAnd(distance.isFinite())
        let isClose = try (a .== b).logicalOr(isNear)
        return equalNaN ? try isClose.logicalOr(a.isNaN().logicalAnd(b.isNaN())) : isClose
    }

    /// Whether all elements are close; see ``isClose(_:rtol:atol:equalNaN:)``.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast, or a tolerance is negative or NaN.
    public func allClose(
        _ other: Tensor, rtol: Double = 1e-5, atol: Double = 1e-8, equalNaN: Bool = false
    ) throws(TensorError) -> Bool {
        try isClose(other, rtol: rtol, atol: atol, equalNaN: equalNaN).all().item(as: Bool.self)
    }

    /// Whether both tensors have the same shape and equal elements; NaN equals nothing.
    ///
    /// - Throws: ``TensorError`` when there is no memory for the comparison.
    public func equal(_ other: Tensor) throws(TensorError) -> Bool {
        shape == other.shape ? try (detach() .== other.detach()).all().item(as: Bool.self) : false
    }
}
