import Layers
import TestSupport
import Testing

struct HardswishTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Hardswish.self) }

    @Test func isXTimesItsHardsigmoid() throws {
        #expect(try Hardswish()(constant([-4, -1.5, 0, 3, 5])).values == [0, -0.375, 0, 3, 5])
    }

    @Test func gradients() throws { try checkGradients(of: Hardswish(), at: sample([2, 3])) }
}
