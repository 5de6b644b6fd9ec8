import Autograd
import GradientCheck
import TestSupport
import Testing

struct AsinTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Asin.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 1), (0.5, 0.5235987755982989, 1.1547005383792517),
            (1, 1.5707963267948966, infinity), (-1, -1.5707963267948966, infinity),
            (1.5, nan, nan), (infinity, nan, nan), (nan, nan, nan),
        ]) { $0.asin() }
    }

    @Test func invertsTheSine() throws {
        let x = try Samples.values([7], in: -1.5...1.5)
        #expect(near(x.sin().asin().values, x.values, ulps: 64))
    }

    @Test func integersBecomeSinglePrecisionAndHalfStaysHalf() throws {
        #expect(try Tensor([1], dtype: .uint8).asin().dtype == .float32)
        #expect(try Tensor([1], dtype: .bfloat16).asin().dtype == .bfloat16)
    }
}
