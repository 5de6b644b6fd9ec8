extension Tensor {
    /// What follows the point of each element, x − trunc x, with the element's sign; NaN of ±∞.
    /// Integers give 0.
    public func frac() -> Tensor {
        unfailing { () throws(TensorError) in try self - detach().trunc() }
    }
}
