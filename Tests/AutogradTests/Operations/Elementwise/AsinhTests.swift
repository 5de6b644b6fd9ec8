import Autograd
import GradientCheck
import TestSupport
import Testing

struct AsinhTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Asinh.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 1), (0.5, 0.48121182505960347, 0.8944271909999159),
            (-3, -1.8184464592320668, 0.31622776601683794), (infinity, infinity, 0),
            (-infinity, -infinity, 0), (nan, nan, nan),
        ]) { $0.asinh() }
    }

    @Test func largeNumbersHaveAGradient() throws {
        // x² overflows in float32; 1/√(x² + 1) does not.
        let x = try leaf([1e20], nil, .float32)
        for composed in [false, true] {
            #expect(
                near(
                    try gradient(at: x, composed: composed) { $0.asinh() }.values, [1e-20], .float32
                ))
        }
    }

    @Test func integersBecomeSinglePrecisionAndHalfStaysHalf() throws {
        #expect(try Tensor([1], dtype: .uint8).asinh().dtype == .float32)
        #expect(try Tensor([1], dtype: .bfloat16).asinh().dtype == .bfloat16)
    }
}
