import Layers
import TestSupport
import Testing

struct SigmoidTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Sigmoid.self) }

    @Test func computesSigmoidElementByElement() throws {
        let y = try Sigmoid()(constant([-1, 0, 2], [3, 1]))
        #expect(
            y.shape == [3, 1]
                && near(y.values, [0.268_941_421_369_995_1, 0.5, 0.880_797_077_977_882_4]))
    }

    @Test func gradients() throws { try checkGradients(of: Sigmoid(), at: sample([2, 3])) }

    @Test func hasNoParameters() { #expect(Sigmoid().parameters().isEmpty) }
}
