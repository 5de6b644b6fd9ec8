import Autograd
import GradientCheck
import TestSupport
import Testing

struct Exp2Tests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Exp2.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 1, 0.6931471805599453), (3, 8, 5.545177444479562), (-1, 0.5, 0.34657359027997264),
            (1100, infinity, infinity), (-1200, 0, 0), (infinity, infinity, infinity),
            (-infinity, 0, 0), (nan, nan, nan),
        ]) { $0.exp2() }
    }

    @Test func wholePowersAreExact() throws {
        #expect(try constant([-3, 0, 1, 10, 100]).exp2().values == [0.125, 1, 2, 1024, 0x1p100])
    }

    @Test func integersBecomeSinglePrecisionAndHalfStaysHalf() throws {
        #expect(try Tensor([1], dtype: .uint8).exp2().dtype == .float32)
        #expect(try Tensor([1], dtype: .bfloat16).exp2().dtype == .bfloat16)
    }
}
