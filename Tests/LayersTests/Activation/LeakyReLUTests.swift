import Layers
import TestSupport
import Testing

struct LeakyReLUTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: LeakyReLU.self) }

    @Test func scalesWhatIsNegative() throws {
        #expect(try near(LeakyReLU()(constant([-1, 0, 2])).values, [-0.01, 0, 2]))
        #expect(try near(LeakyReLU(0.5)(constant([-1, 0, 2])).values, [-0.5, 0, 2]))
    }

    @Test func gradients() throws { try checkGradients(of: LeakyReLU(0.3), at: sample([2, 3])) }
}
