import Autograd
import GradientCheck
import TestSupport
import Testing

/// The forms of logits and targets; the losses' own tests hold their values to PyTorch's.
struct TensorCrossEntropyTests {
    private func logits(_ shape: Shape) throws -> Tensor {
        try Tensor.normal(shape, dtype: .float64, generator: Generator(seed: 1))
    }

    @Test func classesLieAlongTheSecondAxis() throws {
        let deep = try logits([2, 3, 4, 5])
        let labels = try Tensor((0..<40).map { $0 % 3 }, shape: [2, 4, 5])
        let flat = try deep.permute([0, 2, 3, 1]).reshape(40, 3)
        let losses = try deep.crossEntropy(target: labels, reduction: .none)
        #expect(losses.shape == [2, 4, 5])
        let rows = try flat.crossEntropy(target: labels.reshape(40), reduction: .none)
        #expect(losses.values == rows.values)
        let one = try logits([3]).crossEntropy(target: Tensor(2), reduction: .none)
        #expect(one.shape == [])
    }

    /// Class indices are probabilities of 1.
    @Test(arguments: Reduction.allCases)
    func indicesAreProbabilities(reduction: Reduction) throws {
        let x = try logits([4, 3])
        let labels = [2, 0, 1, 1]
        let one = try constant(
            labels.flatMap { label in (0..<3).map { $0 == label ? 1 : 0 } }, [4, 3])
        for smoothing in [0, 0.2] {
            let a = try x.crossEntropy(
                target: Tensor(labels, shape: [4]), labelSmoothing: smoothing, reduction: reduction)
            let b = try x.crossEntropy(target: one, labelSmoothing: smoothing, reduction: reduction)
            #expect(a.shape == b.shape && near(a.values, b.values, ulps: 16))
        }
    }

    @Test("seed defects 5 and 6: gradients over positions, and of targets that do not add up to 1")
    func gradients() throws {
        var x = try logits([2, 3, 4])
        try x.requireGrad()
        let labels = try Tensor((0..<8).map { $0 % 3 }, shape: [2, 4])
        try gradcheck({ try $0[0].crossEntropy(target: labels) }, inputs: [x])
        var target = try Samples.values([2, 3, 4], in: 0.1...0.9)
        try target.requireGrad()
        var weight = try Samples.values([3], in: 0.5...2)
        try weight.requireGrad()
        try gradcheck(
            {
                try $0[0].crossEntropy(
                    target: $0[1], weight: $0[2], labelSmoothing: 0.1, reduction: .sum)
            }, inputs: [x, target, weight])
    }

    @Test func weightsOfIndicesHaveNoGradient() throws {
        let x = try logits([2, 3])
        let weight = try leaf([1, 1, 1])
        let labels = try Tensor([0, 1])
        #expect(
            errorText { _ = try x.crossEntropy(target: labels, weight: weight) }
                == "crossEntropy: has no gradient for the weights of class indices. Detach them.")
        #expect(try noGrad { try x.crossEntropy(target: labels, weight: weight) }.shape == [])
    }

    @Test func optionsThatDoNotFitTheTargetAreRefused() throws {
        let x = try logits([2, 3])
        #expect(
            errorText { _ = try x.crossEntropy(target: x, ignoreIndex: 1) }
                == "crossEntropy: expected no ignoreIndex with probabilities as target; got 1.")
        for smoothing in [-1, 2, .nan] {
            #expect(
                errorText { _ = try x.crossEntropy(target: x, labelSmoothing: smoothing) }
                    .hasPrefix("crossEntropy: expected labelSmoothing from 0 to 1"))
        }
        #expect(
            errorText { _ = try x.crossEntropy(target: Tensor([0, 1]), weight: .ones(3)) }
                == "crossEntropy: expected a weight of float64 for each of 3 classes; got float32 "
                + "[3].")
    }
}
