import Layers
import TestSupport
import Testing

struct SoftshrinkTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Softshrink.self) }

    @Test func movesTowardsZero() throws {
        #expect(try Softshrink()(constant([-2, -0.5, 0.25, 0.75])).values == [-1.5, 0, 0, 0.25])
    }

    @Test func refusesANegativeLambda() {
        let text = errorText { _ = try Softshrink(-1) }
        #expect(text.hasPrefix("Softshrink: expected a lambd of at least 0; got -1.0"))
    }

    @Test func gradients() throws { try checkGradients(of: Softshrink(), at: sample([2, 4])) }
}
