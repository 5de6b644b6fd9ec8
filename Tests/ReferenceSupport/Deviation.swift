import TensorCore

/// What is compared of a subject.
package enum Quantity: String, CaseIterable, Sendable {
    /// Results.
    case value
    /// Gradients of inputs and parameters.
    case gradient
    /// Gradients of gradients.
    case second
    /// Parameters and buffers after steps.
    case state
}

/// Which unit in the last place an error is counted in.
package enum Measure: String, Sendable {
    /// That of the element itself.
    case element
    /// That of the largest element of its array, where terms cancel; of the element's own where
    /// that is larger (it cannot be, but for infinities left out).
    case largest
    /// That of 1, or of the element where it is larger.
    case one
}

/// How far numbers are from PyTorch's, in units in the last place.
package struct Deviation: Sendable {
    /// The worst.
    package var ulps = 0.0
    /// Where it is.
    package var place = ""

    package init() {}

    /// Takes over another deviation that is larger.
    mutating func merge(_ ulps: Double, _ place: @autoclosure () -> String) {
        if !(ulps <= self.ulps) {
            self.ulps = ulps
            self.place = place()
        }
    }
}

/// The distance of `ours` from `theirs` in units in the last place of `dtype`, which is float32 or
/// float64, at `theirs` or at `size` where that is larger.
///
/// `theirs` may be more precise than `dtype`: where it lies beyond the largest number of the type,
/// infinity is right. NaN is equal to NaN; anything else that is not finite and not equal is
/// infinitely far.
package func ulps(_ ours: Double, _ theirs: Double, _ dtype: DType, size: Double = 0) -> Double {
    let rounded = dtype == .float32 ? Double(Float(theirs)) : theirs
    if ours == rounded || ours.isNaN && rounded.isNaN {
        return rounded.isFinite ? (ours - theirs).magnitude / unit(theirs, dtype, size) : 0
    }
    guard ours.isFinite, rounded.isFinite else { return .infinity }
    return (ours - theirs).magnitude / unit(theirs, dtype, size)
}

/// The unit in the last place at a finite number or at `size`.
private func unit(_ number: Double, _ dtype: DType, _ size: Double) -> Double {
    let larger = max(number.magnitude, size)
    return dtype == .float32 ? Double(Float(larger).ulp) : larger.ulp
}
