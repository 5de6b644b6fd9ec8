import Autograd
import GradientCheck
import TestSupport
import Testing

struct SinhTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Sinh.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 1), (0.5, 0.5210953054937474, 1.1276259652063807),
            (-3, -10.017874927409903, 10.067661995777765), (1000, infinity, infinity),
            (infinity, infinity, infinity), (-infinity, -infinity, infinity), (nan, nan, nan),
        ]) { $0.sinh() }
    }

    @Test func smallNumbersKeepTheirDigits() throws {
        #expect(near(try constant([1e-9]).sinh().values, [1e-9]))
    }

    @Test func integersBecomeSinglePrecisionAndHalfStaysHalf() throws {
        #expect(try Tensor([1], dtype: .uint8).sinh().dtype == .float32)
        #expect(try Tensor([1], dtype: .bfloat16).sinh().dtype == .bfloat16)
    }
}
