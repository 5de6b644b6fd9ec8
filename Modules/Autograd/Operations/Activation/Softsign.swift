extension Tensor {
    /// x / (1 + |x|) of each element; NaN at ±∞.
    public func softsign() -> Tensor {
        unfailing { () throws(TensorError) in try self / (abs() + 1) }
    }
}
