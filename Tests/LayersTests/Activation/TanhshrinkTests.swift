import Layers
import TestSupport
import Testing

struct TanhshrinkTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Tanhshrink.self) }

    @Test func takesTheTanhAway() throws {
        let x = try sample([2, 3])
        #expect(try near(Tanhshrink()(x).values, (x - x.tanh()).values))
    }

    @Test func gradients() throws { try checkGradients(of: Tanhshrink(), at: sample([2, 3])) }
}
