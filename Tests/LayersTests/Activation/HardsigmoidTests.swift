import Layers
import TestSupport
import Testing

struct HardsigmoidTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Hardsigmoid.self) }

    @Test func risesFromMinusThreeToThree() throws {
        #expect(try Hardsigmoid()(constant([-4, -3, 0, 1.5, 3])).values == [0, 0, 0.5, 0.75, 1])
    }

    @Test func gradients() throws { try checkGradients(of: Hardsigmoid(), at: sample([2, 3])) }
}
