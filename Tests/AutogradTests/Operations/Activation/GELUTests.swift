import Autograd
import GradientCheck
import TestSupport
import Testing

struct GELUTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(GELU.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 0.5), (-10_000, 0, 0), (10_000, 10_000, 1),
            (nan, nan, nan), (infinity, infinity, nan),
        ]) { $0.gelu() }
    }

    @Test("seed defect 25: the default is the erf form")
    func referenceValues() throws {
        // PyTorch 2.13, torch.nn.functional.gelu in float64.
        let x = try leaf([1, -1, 3])
        let expected = [0.8413447460685429, -0.15865525393145707, 2.99595030590511]
        #expect(near(x.gelu().values, expected, ulps: 16))
        #expect(
            near(
                try gradient(at: x) { $0.gelu() }.values.prefix(2).map { $0 },
                [1.0833154705876864, -0.08331547058768629], ulps: 16))
        #expect((x.gelu(approximate: .tanh).values[0] - x.gelu().values[0]).magnitude > 1e-4)
    }

    @Test func farNegativeArgumentsKeepTheirDigits() throws {
        // x Φ(x) at −10, from Φ(−10) = 7.619853024160527e-24.
        for dtype in [DType.float64, .float32] {
            let x = try constant([-10], nil, dtype)
            #expect(near(x.gelu().values, [-7.619853024160527e-23], dtype, ulps: 4))
            let portable = Runtime.withPortableKernels { x.gelu().values }
            #expect(near(portable, [-7.619853024160527e-23], dtype, ulps: 4))
        }
    }

    @Test func infinitiesAreAsInPyTorch() throws {
        let x = try leaf([infinity, -infinity])
        #expect(same(Runtime.withPortableKernels { x.gelu().values }, [infinity, nan]))
        for composed in [false, true] {
            let slopes = try Runtime.withPortableKernels {
                try gradient(at: x, composed: composed) { $0.gelu() }
            }
            #expect(same(slopes.values, [nan, nan]))
        }
    }
}
