import Layers
import TestSupport
import Testing

struct SoftmaxTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Softmax.self) }

    @Test func addsUpToOneAlongTheAxis() throws {
        let y = try Softmax(dim: 0)(sample([3, 4]))
        #expect(y.shape == [3, 4])
        #expect(try near(y.sum(dim: 0).values, [1, 1, 1, 1]))
        #expect(try near(Softmax()(sample([3, 4])).sum(dim: -1).values, [1, 1, 1]))
    }

    @Test func gradients() throws { try checkGradients(of: Softmax(dim: 0), at: sample([3, 2])) }

    @Test func rejectsAnAxisThatIsNotThere() {
        let text = errorText { _ = try Softmax(dim: 2)(sample([3, 2])) }
        #expect(text.hasPrefix("softmax: ") && text.hasSuffix("(in Softmax)"))
    }
}
