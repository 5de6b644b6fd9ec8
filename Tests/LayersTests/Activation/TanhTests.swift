import Layers
import TestSupport
import Testing

struct TanhTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Tanh.self) }

    @Test func computesTanhElementByElement() throws {
        let y = try Tanh()(constant([-1, 0, 2], [3, 1]))
        #expect(
            y.shape == [3, 1]
                && near(y.values, [-0.761_594_155_955_764_9, 0, 0.964_027_580_075_816_9]))
    }

    @Test func gradients() throws { try checkGradients(of: Tanh(), at: sample([2, 3])) }

    @Test func hasNoParameters() { #expect(Tanh().parameters().isEmpty) }
}
