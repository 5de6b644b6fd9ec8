import Autograd
import GradientCheck
import TestSupport
import Testing

struct CosTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Cos.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 1, -0.0), (0.5, 0.8775825618903728, -0.479425538604203),
            (-2, -0.4161468365471424, 0.9092974268256817), (infinity, nan, nan),
            (-infinity, nan, nan), (nan, nan, nan),
        ]) { $0.cos() }
    }

    @Test func theFourthDerivativeIsTheCosine() throws {
        let x = try leaf([0.5])
        var y = x.cos()
        for _ in 0..<4 { y = try grad(of: y.sum(), wrt: x, createGraph: true) }
        #expect(near(y.detach().values, [0.8775825618903728]))
    }

    @Test func integersBecomeSinglePrecisionAndHalfStaysHalf() throws {
        #expect(try Tensor([1], dtype: .uint8).cos().dtype == .float32)
        #expect(try Tensor([1], dtype: .bfloat16).cos().dtype == .bfloat16)
    }
}
