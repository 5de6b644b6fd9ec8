import Autograd
import GradientCheck
import TestSupport
import Testing

struct Log1pTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Log1p.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 1), (1, 0.6931471805599453, 0.5), (-1, -infinity, infinity), (-2, nan, -1),
            (infinity, infinity, 0), (nan, nan, nan),
        ]) { $0.log1p() }
    }

    @Test func smallNumbersKeepTheirDigits() throws {
        #expect(near(try constant([1e-12]).log1p().values, [9.999999999995e-13]))
    }

    @Test func integersBecomeSinglePrecisionAndHalfStaysHalf() throws {
        #expect(try Tensor([1], dtype: .uint8).log1p().dtype == .float32)
        #expect(try Tensor([1], dtype: .bfloat16).log1p().dtype == .bfloat16)
    }
}
