import Autograd
import Kernels
import TestSupport
import Testing

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
