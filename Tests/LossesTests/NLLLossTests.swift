import GradientCheck
import Losses
import TestSupport
import Testing

@Suite struct NLLLossTests {
    @Test func passesTheLossCheck() throws { try checkLoss(NLLLoss.self) }

    @Test func withLogSoftmaxIsTheCrossEntropy() throws {
        let logits = try leaf([1, 2, 3, 3, 2, 1, 0, 5, 0], [3, 3])
        let weight = try constant([0.5, 2, 1])
        let labels = try Tensor([2, 0, 1])
        for reduction in Reduction.allCases {
            let a = try nllLoss(
                logits.logSoftmax(dim: 1), labels, weight: weight, ignoreIndex: 1,
                reduction: reduction)
            let b = try crossEntropy(
                logits, labels, weight: weight, ignoreIndex: 1, reduction: reduction)
            #expect(near(a.values, b.values))
            let slopes = try [a, b].map { try grad(of: $0.sum(), wrt: logits).values }
            #expect(near(slopes[0], slopes[1], within: 1e-15))
        }
    }

    @Test func ignoredRowsMayHoldInfinity() throws {
        let x = try leaf([-infinity, -1, 0, -2], [2, 2])
        let loss = try nllLoss(x, Tensor([-100, 1]))
        #expect(try loss.item() == 2)
        try loss.backward()
        #expect(x.slopes == [0, 0, 0, -1])
    }

    @Test func allIgnoredGiveNaNWithGradientZero() throws {
        let x = try leaf([-1, -2], [1, 2])
        let mean = try nllLoss(x, Tensor([-100]))
        #expect(try mean.item().isNaN)
        try mean.backward()
        #expect(x.slopes == [0, 0])
        #expect(try nllLoss(x, Tensor([-100]), reduction: .sum).item() == 0)
    }

    @Test(arguments: [DType.uint8, .int8, .int32, .uint32, .int64])
    func labelsAreIntegersOfAnyType(dtype: DType) throws {
        let x = try leaf([-1, -2, -3, -4], [2, 2])
        #expect(try nllLoss(x, Tensor([1, 0], dtype: dtype)).item() == 2.5)
    }

    @Test func refusesWhatDoesNotFit() throws {
        let x = try leaf([-1, -2, -3, -4], [2, 2])
        #expect(
            errorText { _ = try nllLoss(x, Tensor([0, 2])) }
                == "nllLoss: expected labels from 0 to 1, for 2 classes; got 2 at [1]. "
                + "Mark targets that are to be left out by ignoreIndex.")
        #expect(
            errorText { _ = try nllLoss(x, Tensor([0])) }
                == "nllLoss: expected integer class indices [2] for [2, 2]; got int64 [1].")
        #expect(errorText { _ = try nllLoss(x, constant([0, 1])) }.contains("got float64 [2]"))
        #expect(
            errorText { _ = try nllLoss(x, Tensor([0, 1]), weight: .ones(2)) }
                == "nllLoss: expected a weight of float64 for each of 2 classes; got float32 [2].")
        #expect(
            errorText { _ = try nllLoss(Tensor([[1, 2]]), Tensor([0])) }
                .hasPrefix("nllLoss: expected floating-point log-probabilities"))
    }
}
