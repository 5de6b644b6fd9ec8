import Autograd
import GradientCheck
import TestSupport
import Testing

struct TensorBatchNormTests {
    private func numbers() throws -> Tensor { try constant([1, 2, 4, 8, -3, 5], [3, 2]) }

    @Test("seed defect 28: statistics come along for running averages, not tracked")
    func statistics() throws {
        var x = try numbers()
        try x.requireGrad()
        let (output, mean, variance) = try x.batchNormTraining()
        #expect(near(mean.values, [2.0 / 3, 5]) && near(variance.values, [74.0 / 9, 6]))
        #expect(output.requiresGrad && !mean.requiresGrad && !variance.requiresGrad)
    }

    @Test func aBiasNeedsNoWeight() throws {
        let x = try numbers()
        let plain = try x.batchNormTraining().output
        let shifted = try x.batchNormTraining(bias: constant([10, 20])).output
        #expect(near(shifted.values, try (plain + constant([10, 20])).values))
        let scaled = try x.batchNormTraining(weight: constant([2, 3])).output
        #expect(near(scaled.values, try (plain * constant([2, 3])).values))
    }

    /// Evaluation with a batch's own statistics gives what training gives.
    @Test func evaluationUsesTheGivenStatistics() throws {
        let x = try numbers()
        let (weight, bias) = (try constant([2, 3]), try constant([10, 20]))
        let trained = try x.batchNormTraining(weight: weight, bias: bias)
        let evaluated = try x.batchNormEvaluation(
            mean: trained.mean, variance: trained.variance, weight: weight, bias: bias)
        // (x − m) r w + b against x (r w) + (b − m r w), of numbers of up to 23.
        #expect(near(evaluated.values, trained.output.values, within: 1e-14))
        let one = try x.narrow(dim: 0, start: 0, length: 1)
        #expect(
            try one.batchNormEvaluation(mean: trained.mean, variance: trained.variance).shape == [
                1, 2,
            ],
            "one value per channel is enough")
    }

    @Test func evaluationHasGradientsToAllThatIsTracked() throws {
        let inputs = try [[3, 2], [2], [2], [2], [2]].enumerated().map { seed, shape in
            try Samples.values(Shape(shape), in: 0.5...2, seed: seed)
        }.map { tensor in
            var leaf = tensor
            try leaf.requireGrad()
            return leaf
        }
        try gradcheck(
            {
                try $0[0].batchNormEvaluation(
                    mean: $0[1], variance: $0[2], weight: $0[3], bias: $0[4])
            }, inputs: inputs)
    }

    @Test func errorsNameTheOperation() throws {
        let x = try numbers()
        #expect(
            errorText { _ = try x.batchNormEvaluation(mean: .ones(3), variance: .ones(2)) }
                .hasPrefix("batchNorm: expected an input [n, channels, ...]"))
        #expect(errorText { _ = try Tensor.ones(3).batchNormTraining(bias: .ones(3)) } != "")
    }

    /// In half precision x · scale and shift are thousands, and their difference was ±2.
    @Test func evaluationInHalfPrecisionKeepsWhatIsLeftOfTheMean() throws {
        let x = try constant([1000], [1, 1], .float16)
        let y = try x.batchNormEvaluation(
            mean: constant([1000], .float16), variance: constant([0.02], .float16))
        #expect(y.dtype == .float16 && near(y.values, [0], within: 1e-2))
    }
}
