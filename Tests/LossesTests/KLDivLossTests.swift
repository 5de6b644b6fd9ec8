import GradientCheck
import Losses
import TestSupport
import Testing

@Suite struct KLDivLossTests {
    @Test func passesTheLossCheck() throws { try checkLoss(KLDivLoss.self) }

    @Test func termsOfZeroProbabilityAreZero() throws {
        let (x, t) = (try leaf([-1, 0, -1e30]), try leaf([0, 0, 0]))
        let terms = try klDiv(x, t, reduction: .none)
        #expect(terms.values == [0, 0, 0])
        try terms.sum().backward()
        #expect(x.slopes == [0, 0, 0] && t.slopes.allSatisfy { $0.isFinite })
    }

    @Test func noProbabilityWhereThereIsNoneIsNotANumber() throws {
        let (x, t) = (try constant([-infinity]), try constant([0]))
        #expect(try klDiv(x, t, reduction: .none).values[0].isNaN)
    }

    @Test func theMeanOfABatchIsItsDivergence() throws {
        let t = try constant([0.5, 0.5, 0.25, 0.75], [2, 2])
        let x = try constant([0.25, 0.75, 0.25, 0.75], [2, 2]).log()
        let divergence = 0.5 * 0.14384103622589045
        #expect(near(try klDiv(x, t, reduction: .batchMean).values, [divergence], ulps: 32))
        #expect(near(try klDiv(x, t).values, [divergence / 2], ulps: 32))
        #expect(
            near(
                try klDiv(x, t.log(), reduction: .sum, logTarget: true).values, [2 * divergence],
                ulps: 32))
    }

    @Test func reductionsHavePyTorchsNames() {
        #expect(KLDivReduction.allCases.map(\.rawValue) == ["none", "mean", "batchmean", "sum"])
    }

    @Test(arguments: [([4, 1], [4]), ([3, 4], [4]), ([1], []), ([0], [1])] as [(Shape, Shape)])
    func refusesShapesThatDiffer(x: Shape, y: Shape) throws {
        let text = errorText { _ = try klDiv(Tensor.ones(x), Tensor.ones(y)) }
        #expect(
            text == "klDiv: expected a target of the prediction's shape \(x); got \(y). "
                + "Reshape or expand one of them.")
    }
}
