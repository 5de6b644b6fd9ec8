import Autograd
import GradientCheck
import TestSupport
import Testing

struct ExpTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Exp.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 1, 1), (1, 2.718281828459045, 2.718281828459045), (1000, infinity, infinity),
            (-1000, 0, 0), (-infinity, 0, 0), (infinity, infinity, infinity), (nan, nan, nan),
        ]) { $0.exp() }
    }

    @Test func integersAndBooleansBecomeSinglePrecision() throws {
        for dtype in integerTypes + [.bool] {
            let result = try Tensor([0, 1], dtype: dtype).exp()
            #expect(result.dtype == .float32 && result.values[0] == 1)
        }
    }

    @Test func halfPrecisionStaysHalfPrecision() throws {
        for dtype in [DType.float16, .bfloat16] {
            let x = try leaf([0, 1], nil, dtype)
            let y = x.exp()
            #expect(y.dtype == dtype && (y.values[1] - 2.71828).magnitude < 0.02)
            try y.sum().backward()
            #expect(x.grad?.dtype == dtype && x.grad?.values[0] == 1)
        }
    }
}
