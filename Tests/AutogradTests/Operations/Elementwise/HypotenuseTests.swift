import Autograd
import GradientCheck
import TestSupport
import Testing

struct HypotenuseTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Hypotenuse.self) }

    @Test func neitherOverflowsNorUnderflows() throws {
        let a = try Tensor([3e30, 3e-30], dtype: .float32)
        let b = try Tensor([4e30, 4e-30], dtype: .float32)
        #expect(near(try a.hypot(b).values, [5e30, 5e-30], .float32))
        #expect(try constant([infinity]).hypot(constant([nan])).values == [infinity])
    }

    @Test func typesAndShapes() throws {
        let result = try Tensor([3], dtype: .uint8).hypot(Tensor([4], dtype: .int64))
        #expect(result.dtype == .float32 && result.values == [5])
        #expect(errorText { _ = try Tensor.ones(2).hypot(.ones(3)) }.hasPrefix("hypot: "))
    }
}
