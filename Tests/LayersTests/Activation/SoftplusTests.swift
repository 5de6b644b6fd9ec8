import Layers
import TestSupport
import Testing

struct SoftplusTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Softplus.self) }

    @Test func isASmoothMaximum() throws {
        let log2 = 0.6931471805599453
        #expect(try near(Softplus()(constant([0, 1000])).values, [log2, 1000]))
        #expect(try near(Softplus(beta: 2)(constant([0])).values, [log2 / 2]))
        #expect(try Softplus(beta: 2, threshold: 1)(constant([0.75])).values == [0.75])
    }

    @Test func gradients() throws { try checkGradients(of: Softplus(), at: sample([2, 4])) }
}
