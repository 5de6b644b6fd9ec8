import Layers
import TestSupport
import Testing

struct SoftsignTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Softsign.self) }

    @Test func dividesByOneMoreThanTheMagnitude() throws {
        #expect(try Softsign()(constant([-3, 0, 1])).values == [-0.75, 0, 0.5])
    }

    @Test func gradients() throws { try checkGradients(of: Softsign(), at: sample([2, 3])) }
}
