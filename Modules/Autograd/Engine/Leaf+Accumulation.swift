extension Leaf {
    /// Adds to the gradient, in place when nobody else holds it.
    func accumulate(_ gradient: Tensor) throws(TensorError) {
        try update { total throws(TensorError) in
            if let old = total.take() {
                total = try Upstream.sum(old, gradient)
            } else {
                total = gradient
            }
        }
    }
}
