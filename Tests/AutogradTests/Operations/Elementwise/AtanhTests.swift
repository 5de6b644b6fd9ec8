import Autograd
import GradientCheck
import TestSupport
import Testing

struct AtanhTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Atanh.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 1), (0.5, 0.5493061443340548, 1.3333333333333333), (1, infinity, infinity),
            (-1, -infinity, infinity), (1.5, nan, -0.8), (nan, nan, nan),
        ]) { $0.atanh() }
    }

    @Test func invertsTanh() throws {
        let x = try Samples.values([7], in: -2...2)
        #expect(near(x.tanh().atanh().values, x.values, ulps: 64))
    }

    @Test func integersBecomeSinglePrecisionAndHalfStaysHalf() throws {
        #expect(try Tensor([1], dtype: .uint8).atanh().dtype == .float32)
        #expect(try Tensor([1], dtype: .bfloat16).atanh().dtype == .bfloat16)
    }
}
