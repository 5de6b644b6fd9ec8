import Autograd
import GradientCheck
import TestSupport
import Testing

struct Convolution2dWeightGradientTests {
    @Test func passesTheOperationCheck() throws {
        try checkOperation(Convolution2dWeightGradient.self)
    }

    /// ⟨conv(x, w), g⟩ = ⟨w, W(x, g)⟩: it is the convolution's transpose in the weights.
    @Test func isTheTransposeInTheWeights() throws {
        for sample in try Convolution2dWeightGradient.samples {
            let (x, g) = (sample.inputs.first, sample.inputs.second)
            let back = try sample.operation(sample.inputs)
            let weight = try Samples.values(sample.operation.shape, in: -1...1, seed: 9)
            let y = try Convolution2d(sample.operation.options)([x, weight])
            let (left, right) = (try (y * g).sum().item(), try (weight * back).sum().item())
            // Sums of at most a few hundred terms of size 1.
            #expect((left - right).magnitude < 1e-13 * max(1, left.magnitude), "\(sample.label)")
        }
    }

    @Test func aGradientOfAnotherShapeIsRefused() throws {
        let operation = Convolution2dWeightGradient(Convolution2dOptions(), [1, 1, 2, 2])
        let text = errorText { _ = try operation(Pair(.ones(1, 1, 3, 3), .ones(1, 1, 3, 3))) }
        #expect(
            text == "conv2d.weightGradient: expected a gradient [1, 1, 2, 2]; got [1, 1, 3, 3].")
    }
}
