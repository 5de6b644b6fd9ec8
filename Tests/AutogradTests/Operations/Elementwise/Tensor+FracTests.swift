import Autograd
import TestSupport
import Testing

struct TensorFracTests {
    @Test func whatFollowsThePoint() throws {
        let x = try leaf([1.75, -1.75, 3, infinity])
        let fraction = x.frac()
        #expect(same(fraction.values, [0.75, -0.75, 0, nan]))
        try fraction.sum().backward()
        #expect(x.grad?.values == [1, 1, 1, 1])
        #expect(try Tensor([3]).frac().toArray(as: Int.self) == [0])
    }
}
