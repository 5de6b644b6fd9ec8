import Autograd
import GradientCheck
import TestSupport
import Testing

struct SplitTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Split.self) }

    @Test func partsAreViews() throws {
        let x = try leaf([1, 2, 3, 4, 5])
        let parts = try x.split(2)
        #expect(parts.map(\.values) == [[1, 2], [3, 4], [5]])
        #expect(parts.allSatisfy { $0.sharesMemory(with: x) })
        try (parts[0].sum() * 10 + parts[2].sum()).backward()
        #expect(x.grad?.values == [10, 10, 0, 0, 1])
    }

    @Test func countsAreThoseOfTheirKind() throws {
        let x = try Tensor.arange(5)
        // Chunks have one size, and can be fewer; sections are as many as asked for.
        #expect(try x.chunk(4).map(\.count) == [2, 2, 1])
        #expect(try x.tensorSplit(4).map(\.count) == [2, 1, 1, 1])
        #expect(try x.tensorSplit([-2, 9]).map(\.values) == [[0, 1, 2], [3, 4], []])
        #expect(try x.tensorSplit([3, 1]).map(\.values) == [[0, 1, 2], [], [1, 2, 3, 4]])
        #expect(try x.split([0, 5, 0]).map(\.count) == [0, 5, 0])
        #expect(try Tensor.zeros(0, 3).chunk(2).map(\.shape) == [[0, 3], [0, 3]])
        #expect(try Tensor.zeros(0, 3).split(0).map(\.shape) == [[0, 3]])
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let x = try Tensor.zeros(2, 3)
        #expect(
            errorText { _ = try x.split([1, 1], dim: 1) }
                == "split: expected lengths that add up to 3 along dim 1; got [1, 1] of [2, 3].")
        #expect(!errorText { _ = try x.split([.max, .max]) }.isEmpty)
        #expect(!errorText { _ = try x.split([3, -1]) }.isEmpty)
        #expect(errorText { _ = try x.split(0) }.contains("a size of at least 1; got 0"))
        #expect(errorText { _ = try x.chunk(0) }.hasPrefix("chunk: expected 1 to 16777216 chunks"))
        #expect(errorText { _ = try x.tensorSplit(-1) }.contains("got -1"))
        #expect(errorText { _ = try x.split(1, dim: 2) }.contains("a dim from -2 to 1; got 2"))
        #expect(errorText { _ = try Tensor(1.0).chunk(1) }.contains("a tensor with dims"))
    }

    @Test func morePartsThanMemoryHoldsAreRefused() throws {
        let x = try Tensor.zeros(0)
        #expect(errorText { _ = try x.chunk(1 << 60) }.contains("got 1152921504606846976"))
        #expect(errorText { _ = try x.tensorSplit(1 << 60) }.contains("got 1152921504606846976"))
    }
}
