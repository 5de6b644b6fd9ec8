import Layers
import TestSupport
import Testing

struct MishTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Mish.self) }

    @Test func isXTimesTheTanhOfSoftplus() throws {
        let x = try sample([2, 3])
        #expect(try near(Mish()(x).values, (x * x.softplus().tanh()).values))
    }

    @Test func gradients() throws { try checkGradients(of: Mish(), at: sample([2, 3])) }
}
