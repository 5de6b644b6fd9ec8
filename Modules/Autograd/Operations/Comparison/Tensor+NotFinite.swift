extension Tensor {
    /// Whether each element is NaN, as `bool`.
    public func isNaN() -> Tensor {
        unfailing { () throws(TensorError) in try detach() .!= detach() }
    }

    /// Whether each element is ∞ or −∞, as `bool`.
    public func isInf() -> Tensor { detach().abs() .== Double.infinity }

    /// Whether each element is ∞, as `bool`.
    public func isPosInf() -> Tensor { detach() .== Double.infinity }

    /// Whether each element is −∞, as `bool`.
    public func isNegInf() -> Tensor { detach() .== -Double.infinity }

    /// Whether each element is a number other than ±∞, as `bool`.
    public func isFinite() -> Tensor { detach().abs() .< Double.infinity }
}
