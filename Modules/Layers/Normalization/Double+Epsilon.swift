extension Double {
    /// Throws unless this ε, which is added to a variance, is a finite number of at least 0.
    func requireEpsilon(_ layer: String) throws(TensorError) {
        guard isFinite, self >= 0 else {
            throw TensorError(
                .value, layer, expected: "a finite eps of at least 0", got: "\(self)")
        }
    }
}
