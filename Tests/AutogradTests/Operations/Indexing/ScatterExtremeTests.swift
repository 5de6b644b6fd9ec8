import Autograd
import GradientCheck
import TestSupport
import Testing

struct ScatterExtremeTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(ScatterExtreme.self) }

    @Test func equalOnesShareTheGradient() throws {
        let (x, source) = (try leaf([1, 5]), try leaf([1, 1, 4]))
        let largest = try ScatterExtreme(dim: 0, isMaximum: true)(
            Triple(x, Tensor([0, 0, 1]), source))
        #expect(largest.values == [1, 5])
        try (largest * constant([3, 7])).sum().backward()
        #expect(x.grad?.values == [1, 7] && source.grad?.values == [1, 1, 0])
    }

    @Test func notANumberWins() throws {
        let x = try constant([.nan, 1])
        for isMaximum in [true, false] {
            let found = try ScatterExtreme(dim: 0, isMaximum: isMaximum)(
                Triple(x, Tensor([0, 1]), constant([2, .nan])))
            #expect(found.values.allSatisfy { $0.isNaN })
        }
    }
}
