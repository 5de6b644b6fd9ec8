import Kernels

/// How far a result lies from what it should be.
package struct Difference {
    /// In units of the last place; infinite when one of both is NaN or infinite alone.
    package let ulps: Double
    /// In relation to what is allowed; at most 1 is right.
    package let share: Double

    /// - Parameters:
    ///   - found: The result, an element of `dtype`.
    ///   - expected: What it should be, which may be more exact than an element is.
    ///   - scale: The size that the error is measured against, if larger than the result.
    ///   - bound: What is allowed.
    ///   - sensitivity: By how much the result changes when the inputs move by their last places.
    package init(
        _ found: Double, _ expected: Double, _ dtype: DType, scale: Double, bound: KernelBound,
        sensitivity: Double
    ) {
        let rounded = dtype == .float32 ? Double(Float(expected)) : expected
        if found == rounded || found.isNaN && expected.isNaN {
            (ulps, share) = (0, 0)
            return
        }
        let distance = Self.distance(found, expected, rounded, dtype)
        let size = scale.isFinite ? max(rounded.magnitude, scale) : rounded.magnitude
        let unit = Self.ulp(size, dtype)
        ulps = distance.isFinite ? distance / unit : .infinity
        let allowed = bound.ulps * unit + bound.inputUlps * sensitivity
        share = distance <= allowed ? distance / allowed : max(distance / allowed, 1.000_1)
    }

    /// The difference, infinities taken as the next number after the largest.
    private static func distance(
        _ found: Double, _ expected: Double, _ rounded: Double, _ dtype: DType
    ) -> Double {
        if found.isNaN || expected.isNaN { return .infinity }
        switch (found.isInfinite, rounded.isInfinite) {
        case (false, false): return (found - expected).magnitude
        case (true, true): return .infinity
        case (true, false): return overflow(found, rounded, dtype)
        case (false, true): return expected.isInfinite ? .infinity : overflow(rounded, found, dtype)
        }
    }

    private static func overflow(_ infinite: Double, _ finite: Double, _ dtype: DType) -> Double {
        guard infinite.sign == finite.sign else { return .infinity }
        let largest =
            dtype == .float32
            ? Double(Float.greatestFiniteMagnitude) : Double.greatestFiniteMagnitude
        return largest - finite.magnitude + ulp(largest, dtype)
    }

    /// The unit in the last place of numbers of that size.
    static func ulp(_ size: Double, _ dtype: DType) -> Double {
        guard dtype == .float32 else {
            return size.isFinite ? size.ulp : Double.greatestFiniteMagnitude.ulp
        }
        let size = Float(size)
        return Double(size.isFinite ? size.ulp : Float.greatestFiniteMagnitude.ulp)
    }

    /// Places by which inputs are moved to see what one place of theirs is worth; of a single place
    /// the rounding of the reference itself may leave nothing.
    static let nudge = 8

    /// What a number becomes so many places further; special numbers stay.
    package static func nudged(_ value: Double, up: Bool, _ dtype: DType) -> Double {
        guard value.isFinite else { return value }
        return dtype == .float32
            ? Double(nudged(Float(value), up: up)) : nudged(value as Double, up: up)
    }

    private static func nudged<T: BinaryFloatingPoint>(_ value: T, up: Bool) -> T {
        let moved = (0..<nudge).reduce(value) { value, _ in up ? value.nextUp : value.nextDown }
        return moved.isFinite ? moved : value
    }
}
