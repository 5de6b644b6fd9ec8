import Autograd
import GradientCheck
import TestSupport
import Testing

struct AcoshTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Acosh.self) }

    @Test func hazards() throws {
        try expectHazards([
            (1, 0, infinity), (2, 1.3169578969248166, 0.5773502691896258), (0.5, nan, nan),
            (-2, nan, 0.5773502691896258), (infinity, infinity, 0), (nan, nan, nan),
        ]) { $0.acosh() }
    }

    @Test func invertsCosh() throws {
        let x = try Samples.values([7], in: 0.5...3)
        #expect(near(x.cosh().acosh().values, x.values, ulps: 64))
    }

    @Test func integersBecomeSinglePrecisionAndHalfStaysHalf() throws {
        #expect(try Tensor([1], dtype: .uint8).acosh().dtype == .float32)
        #expect(try Tensor([1], dtype: .bfloat16).acosh().dtype == .bfloat16)
    }
}
