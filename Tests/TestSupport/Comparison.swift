package import TensorCore

/// Whether numbers are equal; NaN equals NaN.
package func same(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
}

/// Whether numbers are equal within a few units in the last place of `dtype`; NaN equals NaN.
package func near(
    _ a: [Double], _ b: [Double], _ dtype: DType = .float64, ulps: Double = 8
) -> Bool {
    let ulp = dtype == .float64 ? Double.ulpOfOne : Double(Float.ulpOfOne)
    return a.count == b.count
        && zip(a, b).allSatisfy { x, y in
            same([x], [y]) || (x - y).magnitude <= ulps * ulp * max(x.magnitude, y.magnitude)
        }
}

/// Whether numbers agree within `tolerance` of the expected one's size, or of 1 where that is less;
/// NaN equals NaN.
package func near(_ a: [Double], _ expected: [Double], within tolerance: Double) -> Bool {
    a.count == expected.count
        && zip(a, expected).allSatisfy { x, y in
            same([x], [y]) || (x - y).magnitude <= tolerance * max(1, y.magnitude)
        }
}
