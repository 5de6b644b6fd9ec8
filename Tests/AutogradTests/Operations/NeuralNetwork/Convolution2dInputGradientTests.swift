import Autograd
import GradientCheck
import TestSupport
import Testing

struct Convolution2dInputGradientTests {
    @Test func passesTheOperationCheck() throws {
        try checkOperation(Convolution2dInputGradient.self)
    }

    /// ⟨conv(x), g⟩ = ⟨x, I(g)⟩: it is the transpose of the convolution.
    @Test func isTheTransposeOfTheConvolution() throws {
        for sample in try Convolution2dInputGradient.samples {
            let (g, weight) = (sample.inputs.first, sample.inputs.second)
            let back = try sample.operation(sample.inputs)
            let x = try Samples.values(sample.operation.shape, in: -1...1, seed: 9)
            let y = try Convolution2d(sample.operation.options)([x, weight])
            let (left, right) = (try (y * g).sum().item(), try (x * back).sum().item())
            // Sums of at most a few hundred terms of size 1.
            #expect((left - right).magnitude < 1e-13 * max(1, left.magnitude), "\(sample.label)")
        }
    }

    @Test func aGradientOfAnotherShapeIsRefused() throws {
        let operation = Convolution2dInputGradient(Convolution2dOptions(), [1, 1, 3, 3])
        let text = errorText { _ = try operation(Pair(.ones(1, 1, 3, 3), .ones(1, 1, 2, 2))) }
        #expect(
            text == "conv2d.inputGradient: expected a gradient [1, 1, 2, 2]; got [1, 1, 3, 3].")
    }
}
