extension Tensor {
    /// log(x / (1 − x)) of each element, which inverts the sigmoid; ∓∞ at 0 and 1, NaN beyond.
    ///
    /// - Parameter eps: Elements are first moved into `eps...(1 - eps)`, where it is given.
    /// - Throws: ``TensorError`` when `eps` is not between 0 and 1/2.
    public func logit(eps: Double? = nil) throws(TensorError) -> Tensor {
        guard let eps else {
            // Integers would wrap in −x.
            let x = try dtype.isFloatingPoint ? self : to(dtype: .float32)
            return try x.log() - (-x).log1p()
        }
        guard (0...0.5).contains(eps) else {
            throw TensorError(.value, "logit", expected: "eps from 0 to 0.5", got: "\(eps)")
        }
        return try clamp(min: eps, max: 1 - eps).logit()
    }
}
