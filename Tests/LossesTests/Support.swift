import Autograd

/// A leaf of float64 unless said otherwise.
func leaf(_ values: [Double], _ shape: Shape? = nil, _ dtype: DType = .float64) throws -> Tensor {
    var tensor = try Tensor(values, shape: shape ?? [values.count]).to(dtype: dtype)
    try tensor.requireGrad()
    return tensor
}

extension Tensor {
    var values: [Double] { toArray(as: Double.self) }
    var slopes: [Double] { grad?.values ?? [] }
}

/// Whether numbers are equal; NaN equals NaN.
func same(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
}

/// Whether numbers agree within `tolerance` of 1 or of their size.
func near(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-14) -> Bool {
    a.count == b.count
        && zip(a, b).allSatisfy { x, y in
            same([x], [y]) || (x - y).magnitude <= tolerance * max(1, y.magnitude)
        }
}

/// The error that `body` throws, as text; empty when it throws none.
func errorText(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return ""
}
