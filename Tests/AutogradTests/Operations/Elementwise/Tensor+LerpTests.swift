import Autograd
import TestSupport
import Testing

struct TensorLerpTests {
    @Test func endsAreExact() throws {
        let (a, b) = (try constant([0.1, -7]), try constant([0.7, 1e9]))
        #expect(try a.lerp(b, weight: 0).values == a.values)
        #expect(try a.lerp(b, weight: 1).values == b.values)
        let weights = try constant([0, 1])
        #expect(try a.lerp(b, weight: weights).values == [0.1, 1e9])
    }

    @Test func gradientsOfAllThree() throws {
        let (a, b, weight) = (try leaf([1, 1]), try leaf([5, 5]), try leaf([0.25, 0.75]))
        let between = try a.lerp(b, weight: weight)
        #expect(between.values == [2, 4])
        try between.sum().backward()
        #expect(a.grad?.values == [0.75, 0.25] && b.grad?.values == [0.25, 0.75])
        #expect(weight.grad?.values == [4, 4])
    }

    @Test func rejectsShapes() throws {
        #expect(errorText { _ = try Tensor.ones(2).lerp(.ones(3), weight: 0.5) }.contains("[3]"))
    }
}
