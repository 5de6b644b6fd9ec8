import Layers
import TestSupport
import Testing

struct IdentityTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Identity.self) }

    @Test func computesIdentityElementByElement() throws {
        let y = try Identity()(constant([-1, 0, 2], [3, 1]))
        #expect(y.shape == [3, 1] && near(y.values, [-1, 0, 2]))
    }

    @Test func gradients() throws { try checkGradients(of: Identity(), at: sample([2, 3])) }

    @Test func hasNoParameters() { #expect(Identity().parameters().isEmpty) }
}
