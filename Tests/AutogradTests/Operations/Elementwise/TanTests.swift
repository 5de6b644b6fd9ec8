import Autograd
import GradientCheck
import TestSupport
import Testing

struct TanTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Tan.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 1), (0.5, 0.5463024898437905, 1.2984464104095248),
            (-2, 2.185039863261519, 5.774399204041917), (infinity, nan, nan),
            (-infinity, nan, nan), (nan, nan, nan),
        ]) { $0.tan() }
    }

    @Test func isSineOverCosine() throws {
        let x = try Samples.values([7], in: -1.5...1.5)
        let quotient = try x.sin() / x.cos()
        #expect(near(x.tan().values, quotient.values))
    }

    @Test func integersBecomeSinglePrecisionAndHalfStaysHalf() throws {
        #expect(try Tensor([1], dtype: .uint8).tan().dtype == .float32)
        #expect(try Tensor([1], dtype: .bfloat16).tan().dtype == .bfloat16)
    }
}
