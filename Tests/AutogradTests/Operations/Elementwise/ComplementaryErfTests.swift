import Autograd
import GradientCheck
import TestSupport
import Testing

struct ComplementaryErfTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(ComplementaryErf.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 1, -1.1283791670955126), (1, 0.15729920705028513, -0.4151074974205947),
            (-1, 1.8427007929497148, -0.4151074974205947), (30, 0, -0.0), (-30, 2, -0.0),
            (infinity, 0, -0.0), (-infinity, 2, -0.0), (nan, nan, nan),
        ]) { $0.erfc() }
    }

    @Test func theTailKeepsItsDigits() throws {
        #expect(near(try constant([10]).erfc().values, [2.088487583762545e-45]))
    }

    @Test func integersBecomeSinglePrecisionAndHalfStaysHalf() throws {
        #expect(try Tensor([1], dtype: .uint8).erfc().dtype == .float32)
        #expect(try Tensor([1], dtype: .bfloat16).erfc().dtype == .bfloat16)
    }
}
