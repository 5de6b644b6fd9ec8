import Autograd
import GradientCheck
import TestSupport
import Testing

struct EmbeddingTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Embedding.self) }

    @Test func looksUpRowsByAnyInteger() throws {
        let weight = try constant([1, 2, 3, 4, 5, 6], [3, 2])
        for dtype in integerTypes {
            let rows = try constant([2, 0], [2], dtype).embedding(weight: weight)
            #expect(rows.shape == [2, 2] && rows.values == [5, 6, 1, 2])
        }
        #expect(try Tensor(1).embedding(weight: weight).values == [3, 4])
        let none = try Tensor.zeros([0, 3], dtype: .int64).embedding(weight: weight)
        #expect(none.shape == [0, 3, 2])
        let half = try Tensor([1]).embedding(weight: weight.to(dtype: .bfloat16))
        #expect(half.dtype == .bfloat16 && half.values == [3, 4])
    }

    @Test func repeatedRowsAddUpAndPaddingGetsNothing() throws {
        let weight = try leaf([1, 2, 3], [3, 1])
        let indices = try Tensor([[2, 0], [2, 2]])
        try indices.embedding(weight: weight).sum().backward()
        #expect(weight.grad?.values == [1, 0, 3])
        for padding in [2, -1] {
            let frozen = try leaf([1, 2, 3], [3, 1])
            try indices.embedding(weight: frozen, paddingIdx: padding).sum().backward()
            #expect(frozen.grad?.values == [1, 0, 0])
        }
    }

    @Test func hasTheSameBitsOnAnyNumberOfThreads() async {
        // A process of its own: the number of threads is everybody's.
        await #expect(processExitsWith: .success) {
            func run(threads: Int) throws -> [Double] {
                Runtime.threadCount = threads
                let generator = Generator(seed: 1)
                let weight = try leaf([Double](repeating: 1, count: 7 * 129), [7, 129])
                let indices = try Tensor.uniform([3000], low: 0, high: 7, generator: generator)
                    .to(dtype: .int64)
                let upstream = try Tensor.normal(
                    [3000, 129], dtype: .float64, generator: generator)
                return try grad(
                    of: [indices.embedding(weight: weight)], wrt: [weight], gradients: [upstream]
                )[0]?.values ?? []
            }
            let one = try run(threads: 1)
            for threads in [2, 3, 8] where try run(threads: threads) != one { throw Stop() }
        }
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let weight = try Tensor.zeros(3, 2)
        for index in [3, -1] {
            #expect(
                errorText { _ = try Tensor([0, index]).embedding(weight: weight) }
                    == "embedding: expected indices from 0 to 2; got \(index).")
        }
        #expect(
            errorText { _ = try Tensor([0.5]).embedding(weight: weight) }.contains("integers; got"))
        #expect(errorText { _ = try Tensor([0]).embedding(weight: .zeros(3)) }.contains("[3]"))
        #expect(
            errorText { _ = try Tensor([0]).embedding(weight: weight, paddingIdx: 3) }
                == "embedding: expected a paddingIdx from 0 to 2; got 3.")
    }
}

private struct Stop: Error {}
