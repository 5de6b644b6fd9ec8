import GradientCheck
import Losses
import TestSupport
import Testing

@Suite struct BCEWithLogitsLossTests {
    @Test func passesTheLossCheck() throws { try checkLoss(BCEWithLogitsLoss.self) }

    @Test func largeLogitsAreExact() throws {
        let (x, t) = (try leaf([1000, -1000, 1000, -1000]), try constant([1, 0, 0, 1]))
        let losses = try binaryCrossEntropyWithLogits(x, t, reduction: .none)
        #expect(losses.values == [0, 0, 1000, 1000])
        try losses.sum().backward()
        #expect(x.slopes == [0, 0, 1, -1])
    }

    /// 1 − σ(20) would have lost half of its digits.
    @Test func gradientsOfRightLogitsKeepTheirDigits() throws {
        let (x, t) = (try leaf([20, -20]), try constant([1, 0]))
        try binaryCrossEntropyWithLogits(x, t, reduction: .sum).backward()
        let slope = 2.0611536181902037e-9
        #expect(near(x.slopes, [-slope, slope]))
    }

    @Test func isTheBinaryCrossEntropyOfTheSigmoid() throws {
        let (x, t) = (try leaf([-1, 0.5, 2]), try constant([0, 0.25, 1]))
        let a = try binaryCrossEntropyWithLogits(x, t)
        #expect(try near(a.values, binaryCrossEntropy(x.sigmoid(), t).values, ulps: 32))
    }

    @Test func posWeightWeighsPositiveTargets() throws {
        let x = try leaf([0, 0, 0, 0], [2, 2])
        let t = try constant([1, 0, 1, 1], [2, 2])
        let log2 = 0.6931471805599453
        let losses = try binaryCrossEntropyWithLogits(
            x, t, posWeight: constant([3, 0.5]), reduction: .none)
        #expect(near(losses.values, [3 * log2, log2, 3 * log2, log2 / 2]))
        #expect(
            errorText { _ = try binaryCrossEntropyWithLogits(x, t, posWeight: .ones(3)) }
                == "binaryCrossEntropyWithLogits: expected a posWeight that broadcasts to [2, 2]; "
                + "got [3].")
    }

    @Test func infiniteLogitsAreResults() throws {
        let (x, t) = (try leaf([infinity, -infinity]), try constant([0, 1]))
        #expect(
            try binaryCrossEntropyWithLogits(x, t, reduction: .none).values == [infinity, infinity])
    }

    @Test(arguments: [([4, 1], [4]), ([3, 4], [4]), ([1], []), ([0], [1])] as [(Shape, Shape)])
    func refusesShapesThatDiffer(x: Shape, y: Shape) throws {
        let text = errorText {
            _ = try binaryCrossEntropyWithLogits(Tensor.ones(x), Tensor.ones(y))
        }
        #expect(
            text
                == "binaryCrossEntropyWithLogits: expected a target of the prediction's shape \(x); got \(y). "
                + "Reshape or expand one of them.")
    }
}
