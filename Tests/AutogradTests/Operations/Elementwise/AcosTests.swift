import Autograd
import GradientCheck
import TestSupport
import Testing

struct AcosTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Acos.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 1.5707963267948966, -1), (0.5, 1.0471975511965976, -1.1547005383792517),
            (1, 0, -infinity), (-1, 3.141592653589793, -infinity), (1.5, nan, nan),
            (infinity, nan, nan), (nan, nan, nan),
        ]) { $0.acos() }
    }

    @Test func invertsTheCosine() throws {
        let x = try Samples.values([7], in: 0.1...3)
        #expect(near(x.cos().acos().values, x.values, ulps: 64))
    }

    @Test func integersBecomeSinglePrecisionAndHalfStaysHalf() throws {
        #expect(try Tensor([1], dtype: .uint8).acos().dtype == .float32)
        #expect(try Tensor([1], dtype: .bfloat16).acos().dtype == .bfloat16)
    }
}
