import Autograd
import GradientCheck
import TestSupport
import Testing

struct GELUTanhTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(GELUTanh.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 0.5), (-10_000, 0, 0), (10_000, 10_000, 1), (nan, nan, nan),
            (infinity, infinity, nan),
        ]) { $0.gelu(approximate: .tanh) }
    }

    /// x³ and x² overflow in float32 long before x does.
    @Test func finiteNumbersHaveFiniteGradients() throws {
        try expectHazards([(-1e30, 0, 0), (1e30, 1e30, 1)], dtypes: [.float32]) {
            $0.gelu(approximate: .tanh)
        }
        try Runtime.withPortableKernels {
            try expectHazards([(-1e30, 0, 0), (1e30, 1e30, 1)], dtypes: [.float32]) {
                $0.gelu(approximate: .tanh)
            }
        }
    }

    @Test func farNegativeArgumentsKeepTheirDigits() throws {
        // −5 sigmoid(u), u = √(8/π) (−5 + 0.044715 · −125), by mpmath.
        let expected = -2.2917961966295063e-07
        for dtype in [DType.float64, .float32] {
            let x = try constant([-5], nil, dtype)
            let portable = Runtime.withPortableKernels { x.gelu(approximate: .tanh).values }
            #expect(near(portable, [expected], dtype, ulps: 4))
        }
    }

    @Test func referenceValues() throws {
        // PyTorch 2.13, gelu(approximate="tanh") in float64.
        let x = try constant([1, -1])
        #expect(
            near(
                x.gelu(approximate: .tanh).values, [0.8411919906082768, -0.15880800939172324],
                ulps: 16))
    }
}
