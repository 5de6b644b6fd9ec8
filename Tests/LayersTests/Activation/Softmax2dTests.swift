import Layers
import TestSupport
import Testing

struct Softmax2dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Softmax2d.self) }

    @Test func channelsAddUpToOneAtEachPlace() throws {
        let y = try Softmax2d()(sample([2, 3, 2, 2]))
        #expect(try near(y.sum(dim: 1).values, Array(repeating: 1, count: 8)))
    }

    @Test func gradients() throws {
        try checkGradients(of: Softmax2d(), at: sample([3, 2, 2]))
    }

    @Test func refusesWhatIsNoImage() {
        #expect(
            errorText { _ = try Softmax2d()(sample([3, 2])) }
                .hasPrefix("Softmax2d: expected [n, channels, height, width]"))
    }
}
