import Autograd
import GradientCheck
import TestSupport
import Testing

struct ReciprocalSquareRootTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(ReciprocalSquareRoot.self) }

    @Test func hazards() throws {
        try expectHazards([
            (1, 1, -0.5), (4, 0.5, -0.0625), (0.25, 2, -4), (0, infinity, -infinity),
            (-1, nan, nan), (infinity, 0, -0.0), (nan, nan, nan),
        ]) { $0.rsqrt() }
    }

    @Test func isTheReciprocalOfTheRoot() throws {
        let x = try Samples.values([7], in: 0.1...9)
        #expect(near(x.rsqrt().values, x.sqrt().reciprocal().values))
    }

    @Test func integersBecomeSinglePrecisionAndHalfStaysHalf() throws {
        #expect(try Tensor([1], dtype: .uint8).rsqrt().dtype == .float32)
        #expect(try Tensor([1], dtype: .bfloat16).rsqrt().dtype == .bfloat16)
    }
}
