import Autograd
import GradientCheck
import TestSupport
import Testing

struct AtanTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Atan.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 1), (0.5, 0.4636476090008061, 0.8), (-3, -1.2490457723982544, 0.1),
            (infinity, 1.5707963267948966, 0), (-infinity, -1.5707963267948966, 0),
            (nan, nan, nan),
        ]) { $0.atan() }
    }

    @Test func invertsTheTangent() throws {
        let x = try Samples.values([7], in: -1.4...1.4)
        #expect(near(x.tan().atan().values, x.values, ulps: 16))
    }

    @Test func integersBecomeSinglePrecisionAndHalfStaysHalf() throws {
        #expect(try Tensor([1], dtype: .uint8).atan().dtype == .float32)
        #expect(try Tensor([1], dtype: .bfloat16).atan().dtype == .bfloat16)
    }
}
