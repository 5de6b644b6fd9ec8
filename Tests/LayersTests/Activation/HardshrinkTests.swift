import Layers
import TestSupport
import Testing

struct HardshrinkTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Hardshrink.self) }

    @Test func leavesOutWhatIsSmall() throws {
        #expect(try Hardshrink()(constant([-2, -0.5, 0.25, 0.75])).values == [-2, 0, 0, 0.75])
        #expect(try Hardshrink(1)(constant([-2, 0.75])).values == [-2, 0])
    }

    @Test func gradients() throws { try checkGradients(of: Hardshrink(), at: sample([2, 4])) }
}
