extension Tensor {
    /// x − tanh(x) of each element.
    ///
    /// Accuracy: absolute, that of tanh: near 0, where x³/3 is left, digits cancel.
    public func tanhshrink() -> Tensor {
        unfailing { () throws(TensorError) in try self - tanh() }
    }
}
