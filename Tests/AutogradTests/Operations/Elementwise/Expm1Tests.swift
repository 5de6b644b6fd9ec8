import Autograd
import GradientCheck
import TestSupport
import Testing

struct Expm1Tests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Expm1.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 1), (1, 1.7182818284590453, 2.7182818284590455),
            (-1, -0.6321205588285577, 0.36787944117144233), (1000, infinity, infinity),
            (-1000, -1, 0), (infinity, infinity, infinity), (-infinity, -1, 0), (nan, nan, nan),
        ]) { $0.expm1() }
    }

    @Test func smallNumbersKeepTheirDigits() throws {
        #expect(near(try constant([1e-12]).expm1().values, [1.0000000000005e-12]))
    }

    @Test func integersBecomeSinglePrecisionAndHalfStaysHalf() throws {
        #expect(try Tensor([1], dtype: .uint8).expm1().dtype == .float32)
        #expect(try Tensor([1], dtype: .bfloat16).expm1().dtype == .bfloat16)
    }
}
