import Autograd
import GradientCheck
import TestSupport
import Testing

struct CoshTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Cosh.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 1, 0), (0.5, 1.1276259652063807, 0.5210953054937474),
            (-3, 10.067661995777765, -10.017874927409903), (1000, infinity, infinity),
            (infinity, infinity, infinity), (-infinity, infinity, -infinity), (nan, nan, nan),
        ]) { $0.cosh() }
    }

    @Test func theSquaresDifferByOne() throws {
        let x = try Samples.values([7], in: -2...2)
        let difference = try x.cosh().square() - x.sinh().square()
        #expect(near(difference.values, [Double](repeating: 1, count: 7), ulps: 64))
    }

    @Test func integersBecomeSinglePrecisionAndHalfStaysHalf() throws {
        #expect(try Tensor([1], dtype: .uint8).cosh().dtype == .float32)
        #expect(try Tensor([1], dtype: .bfloat16).cosh().dtype == .bfloat16)
    }
}
