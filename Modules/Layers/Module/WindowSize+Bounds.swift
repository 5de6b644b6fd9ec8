extension WindowSize {
    /// Throws unless all numbers lie between two bounds; the usual upper one keeps the product of
    /// two options within an Int.
    func require(
        atLeast least: Int, atMost most: Int = 1 << 31 - 1, _ option: String, _ layer: String
    ) throws(TensorError) {
        guard extents.allSatisfy({ $0 >= least }) else {
            throw TensorError(
                .value, layer, expected: "a \(option) of at least \(least)", got: "\(self)")
        }
        guard extents.allSatisfy({ $0 <= most }) else {
            throw TensorError(
                .value, layer, expected: "a \(option) of at most \(most)", got: "\(self)")
        }
    }
}
