import Autograd
import GradientCheck
import TestSupport
import Testing

struct SinTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Sin.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 1), (0.5, 0.479425538604203, 0.8775825618903728),
            (-2, -0.9092974268256817, -0.4161468365471424), (infinity, nan, nan),
            (-infinity, nan, nan), (nan, nan, nan),
        ]) { $0.sin() }
    }

    @Test func theSquaresAddUpToOne() throws {
        let x = try Samples.values([7], in: -9...9)
        let sum = try x.sin().square() + x.cos().square()
        #expect(near(sum.values, [Double](repeating: 1, count: 7)))
    }

    @Test func integersBecomeSinglePrecisionAndHalfStaysHalf() throws {
        #expect(try Tensor([1], dtype: .uint8).sin().dtype == .float32)
        #expect(try Tensor([1], dtype: .bfloat16).sin().dtype == .bfloat16)
    }
}
