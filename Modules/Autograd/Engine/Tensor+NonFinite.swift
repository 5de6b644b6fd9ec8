import Kernels

/// An element that is NaN or an infinity.
package struct NonFiniteElement {
    /// Its place, an index for each dimension.
    package let index: [Int]
    /// What it is.
    package let value: Double
}

extension Tensor {
    /// The first element in C order that is not finite, nil when there is none.
    package func firstNonFinite() throws(TensorError) -> NonFiniteElement? {
        guard dtype.isFloatingPoint, count > 0 else { return nil }
        let numbers = try untracked().to(dtype.computeType)
        // A sum is finite only when all of its terms are.
        let marks = Array(repeating: true, count: rank)
        let sum = try numbers.reduced(.sum, marks, to: [], operation: "detectAnomaly")
        if try sum.item().isFinite { return nil }
        guard let first = toArray(as: Double.self).firstIndex(where: { !$0.isFinite }) else {
            return nil
        }
        var (index, rest) = ([Int](), first)
        for size in shape.reversed() {
            index.append(rest % size)
            rest /= size
        }
        return NonFiniteElement(
            index: index.reversed(), value: toArray(as: Double.self)[first])
    }
}

extension Sequence<Tensor> {
    /// Whether no tensor has an element that is NaN or an infinity.
    func areFinite() throws(TensorError) -> Bool {
        for tensor in self where try tensor.firstNonFinite() != nil { return false }
        return true
    }
}
