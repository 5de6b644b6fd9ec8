import Layers
import TestSupport
import Testing

struct LogSoftmaxTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: LogSoftmax.self) }

    @Test func isTheLogarithmOfSoftmax() throws {
        let x = try sample([3, 4])
        #expect(try near(LogSoftmax(dim: 0)(x).exp().values, Softmax(dim: 0)(x).values))
    }

    @Test func gradients() throws { try checkGradients(of: LogSoftmax(), at: sample([3, 2])) }

    @Test func rejectsAnAxisThatIsNotThere() {
        let text = errorText { _ = try LogSoftmax(dim: -3)(sample([3, 2])) }
        #expect(text.hasPrefix("logSoftmax: ") && text.hasSuffix("(in LogSoftmax)"))
    }
}
