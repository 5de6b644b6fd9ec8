import Autograd
import Kernels
import Testing

/// A leaf of float64 unless said otherwise.
func leaf(
    _ values: [Double], _ shape: Shape? = nil, _ dtype: DType = .float64
) throws -> Tensor {
    var tensor = try Tensor(values, shape: shape ?? [values.count]).to(dtype: dtype)
    try tensor.requireGrad()
    return tensor
}

/// A constant of float64 unless said otherwise.
func constant(
    _ values: [Double], _ shape: Shape? = nil, _ dtype: DType = .float64
) throws -> Tensor { try leaf(values, shape, dtype).detach() }

extension Tensor {
    /// The elements in C order.
    var values: [Double] { toArray(as: Double.self) }
}

/// Whether numbers are equal; NaN equals NaN.
func same(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
}

/// Whether numbers are equal within a few units in the last place of `dtype`; NaN equals NaN.
func near(_ a: [Double], _ b: [Double], _ dtype: DType = .float64, ulps: Double = 8) -> Bool {
    let ulp = dtype == .float64 ? Double.ulpOfOne : Double(Float.ulpOfOne)
    return a.count == b.count
        && zip(a, b).allSatisfy { x, y in
            same([x], [y]) || (x - y).magnitude <= ulps * ulp * max(x.magnitude, y.magnitude)
        }
}

/// The error that `body` throws, as text; empty when it throws none.
func errorText(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return ""
}

/// The gradient of the sum of `function` at `x`, by the fused rule or by the composed one.
func gradient(
    at x: Tensor, composed: Bool = false, _ function: (Tensor) throws -> Tensor
) throws -> Tensor {
    try grad(of: function(x).sum(), wrt: x, createGraph: composed).detach()
}

/// Values and gradients of an elementwise function at hazardous points, in both types and by both
/// rules. The points must be exact in float32.
func expectHazards(
    _ rows: [(x: Double, value: Double, gradient: Double)], dtypes: [DType] = [.float64, .float32],
    sourceLocation: SourceLocation = #_sourceLocation, _ function: (Tensor) throws -> Tensor
) throws {
    for dtype in dtypes {
        let x = try leaf(rows.map(\.x), nil, dtype)
        let y = try function(x)
        #expect(y.dtype == dtype, sourceLocation: sourceLocation)
        #expect(
            near(y.values, rows.map(\.value), dtype), "values in \(dtype): \(y.values)",
            sourceLocation: sourceLocation)
        for composed in [false, true] {
            let slopes = try gradient(at: x, composed: composed, function).values
            #expect(
                near(slopes, rows.map(\.gradient), dtype),
                "gradients in \(dtype), \(composed ? "composed" : "fused") rule: \(slopes)",
                sourceLocation: sourceLocation)
        }
    }
}

/// Each computing type that is not floating-point.
let integerTypes: [DType] = [.uint8, .int32, .int64]
let infinity = Double.infinity
let nan = Double.nan
