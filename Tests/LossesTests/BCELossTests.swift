import GradientCheck
import Losses
import TestSupport
import Testing

@Suite struct BCELossTests {
    @Test func passesTheLossCheck() throws { try checkLoss(BCELoss.self) }

    @Test func theEndsHaveFiniteLosses() throws {
        let (p, t) = (try leaf([0, 1, 0, 1]), try constant([0, 1, 1, 0]))
        #expect(try binaryCrossEntropy(p, t, reduction: .none).values == [0, 0, 100, 100])
        #expect(try binaryCrossEntropy(p, t).item() == 50)
    }

    @Test func weightsMultiplyLossesButNotTheirNumber() throws {
        let (p, t) = (try constant([0.5, 0.5], [2, 1]), try constant([1, 0], [2, 1]))
        let log2 = 0.6931471805599453
        let loss = try binaryCrossEntropy(p, t, weight: constant([1, 3], [2, 1]))
        #expect(near(loss.values, [2 * log2]))
        #expect(
            errorText { _ = try binaryCrossEntropy(p, t, weight: .ones(3)) }
                == "binaryCrossEntropy: expected a weight that broadcasts to [2, 1]; got [3].")
    }

    @Test func refusesNumbersOutsideZeroToOne() throws {
        let half = try constant([0.5, 0.5])
        for wrong in [1.5, -0.25, infinity] {
            #expect(
                errorText { _ = try binaryCrossEntropy(constant([0, wrong]), half) }
                    == "binaryCrossEntropy: expected probabilities from 0 to 1; got \(wrong). "
                    + "Take the sigmoid, or binaryCrossEntropyWithLogits.")
            #expect(
                errorText { _ = try binaryCrossEntropy(half, constant([0, wrong])) }
                    .hasPrefix("binaryCrossEntropy: expected targets from 0 to 1; got "))
        }
        #expect(try binaryCrossEntropy(constant([nan]), constant([1])).item().isNaN)
    }

    @Test(arguments: [([4, 1], [4]), ([3, 4], [4]), ([1], []), ([0], [1])] as [(Shape, Shape)])
    func refusesShapesThatDiffer(x: Shape, y: Shape) throws {
        let text = errorText { _ = try binaryCrossEntropy(Tensor.ones(x), Tensor.ones(y)) }
        #expect(
            text
                == "binaryCrossEntropy: expected a target of the prediction's shape \(x); got \(y). "
                + "Reshape or expand one of them.")
    }
}
