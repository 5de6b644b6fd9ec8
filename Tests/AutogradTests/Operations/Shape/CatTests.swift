import Autograd
import GradientCheck
import TestSupport
import Testing

struct CatTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Cat.self) }

    @Test func placesGradientsBack() throws {
        let (a, b) = (try leaf([1, 2], [1, 2]), try leaf([3, 4, 5, 6], [2, 2]))
        let joined = try cat([a, b])
        #expect(joined.shape == [3, 2] && joined.values == [1, 2, 3, 4, 5, 6])
        try (joined * constant([1, 2, 3, 4, 5, 6], [3, 2])).sum().backward()
        #expect(a.grad?.values == [1, 2] && b.grad?.values == [3, 4, 5, 6])
    }

    @Test func promotesAndTakesEmptyOnes() throws {
        let joined = try cat([Tensor([1], dtype: .uint8), Tensor([2.5])])
        #expect(joined.dtype == .float32 && joined.values == [1, 2.5])
        #expect(try cat([Tensor.zeros(0, 2), Tensor.ones(1, 2)]).shape == [1, 2])
    }

    @Test func stackAddsAnAxis() throws {
        let (a, b) = (try leaf([1, 2]), try leaf([3, 4]))
        #expect(try stack([a, b]).shape == [2, 2])
        #expect(try stack([a, b], dim: -1).values == [1, 3, 2, 4])
        #expect(try stack([Tensor(1.0), Tensor(2.0)]).shape == [2])
        try gradcheck({ try stack($0, dim: 1) }, inputs: [a, b])
    }

    @Test func namesTheShapes() throws {
        let text = errorText { _ = try cat([.ones(2, 3), .ones(2, 4)]) }
        #expect(text.hasPrefix("cat: expected shapes that agree but for dim 0; got [2, 3], [2, 4]"))
        #expect(errorText { _ = try cat([]) } == "cat: expected at least one tensor; got none.")
        #expect(errorText { _ = try cat([Tensor(1.0)]) }.contains("got a scalar. Use stack."))
        #expect(errorText { _ = try cat([.ones(2)], dim: 1) }.contains("a dim from -1 to 0; got 1"))
        #expect(errorText { _ = try stack([.ones(2), .ones(3)]) }.contains("[2], [3]"))
        #expect(!errorText { _ = try stack([]) }.isEmpty)
    }
}
