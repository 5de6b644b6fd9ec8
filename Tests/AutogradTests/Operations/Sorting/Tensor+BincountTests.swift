import Autograd
import TestSupport
import Testing

struct TensorBincountTests {
    @Test func countsAndWeights() throws {
        let x = try Tensor([1, 3, 1, 0], dtype: .uint8)
        let counts = try x.bincount()
        #expect(counts.dtype == .int64 && counts.toArray(as: Int.self) == [1, 2, 0, 1])
        #expect(try x.bincount(minLength: 6).shape == [6])
        let weights = try leaf([0.5, 1, 2, 4])
        let sums = try x.bincount(weights: weights)
        #expect(sums.values == [4, 2.5, 0, 1])
        try (sums * constant([1, 10, 100, 1000])).sum().backward()
        #expect(weights.grad?.values == [10, 1000, 10, 1])
        #expect(try Tensor.zeros(0, dtype: .int64).bincount().shape == [0])
    }

    @Test func rejectsWhatCannotBeCounted() throws {
        #expect(
            errorText { _ = try Tensor([-1]).bincount() }.hasPrefix("bincount: expected indices"))
        #expect(errorText { _ = try Tensor([2, -1]).bincount() }.contains("got -1"))
        #expect(errorText { _ = try Tensor([[1]]).bincount() }.contains("int64 [1, 1]"))
        #expect(errorText { _ = try Tensor([1.0]).bincount() }.contains("float32"))
        #expect(errorText { _ = try Tensor([1]).bincount(weights: .ones(2)) }.contains("got [2]"))
        #expect(errorText { _ = try Tensor([Int64.max]).bincount() }.hasPrefix("bincount: "))
    }
}
