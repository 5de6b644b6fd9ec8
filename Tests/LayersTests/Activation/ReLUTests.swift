import Layers
import TestSupport
import Testing

struct ReLUTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: ReLU.self) }

    @Test func computesReLUElementByElement() throws {
        let y = try ReLU()(constant([-1, 0, 2], [3, 1]))
        #expect(y.shape == [3, 1] && near(y.values, [0, 0, 2]))
    }

    @Test func gradients() throws { try checkGradients(of: ReLU(), at: sample([2, 3])) }

    @Test func hasNoParameters() { #expect(ReLU().parameters().isEmpty) }
}
