import Autograd
import TestSupport
import Testing

struct TensorClampTests {
    @Test func elementsAtABoundKeepTheirGradient() throws {
        let (x, low, high) = (try leaf([-3, -1, 0, 1, 4]), try leaf([-1]), try leaf([1]))
        let y = try x.clamp(min: low, max: high)
        #expect(y.values == [-1, -1, 0, 1, 1])
        try y.sum().backward()
        #expect(x.grad?.values == [0, 1, 1, 1, 0])
        #expect(low.grad?.values == [1] && high.grad?.values == [1])
    }

    @Test func oneBoundAndNotANumber() throws {
        let x = try constant([nan, 5, 5])
        let bound = try constant([1, nan, 7])
        #expect(same(try x.clamp(min: bound).values, [nan, nan, 7]))
        #expect(same(try x.clamp(max: bound).values, [nan, nan, 5]))
        let infinite = try constant([infinity]).clamp(max: constant([-infinity]))
        #expect(infinite.values == [-infinity])
    }

    @Test func rejectsNoBoundAndShapes() throws {
        let text = errorText { _ = try Tensor.ones(2).clamp(min: nil, max: nil) }
        #expect(text == "clamp: expected min, max or both; got neither.")
        #expect(!errorText { _ = try Tensor.ones(2).clamp(min: Tensor.ones(3)) }.isEmpty)
    }
}
