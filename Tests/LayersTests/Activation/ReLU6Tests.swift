import Layers
import TestSupport
import Testing

struct ReLU6Tests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: ReLU6.self) }

    @Test func staysWithinZeroAndSix() throws {
        #expect(try ReLU6()(constant([-1, 0, 2, 6, 7])).values == [0, 0, 2, 6, 6])
    }

    @Test func gradients() throws { try checkGradients(of: ReLU6(), at: sample([2, 3])) }
}
