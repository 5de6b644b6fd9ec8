import Layers
import TestSupport
import Testing

struct LogSigmoidTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: LogSigmoid.self) }

    @Test func isTheLogarithmOfTheSigmoid() throws {
        let x = try sample([2, 3])
        #expect(try near(LogSigmoid()(x).values, x.sigmoid().log().values, ulps: 32))
        #expect(try LogSigmoid()(constant([-1000])).values == [-1000])
    }

    @Test func gradients() throws { try checkGradients(of: LogSigmoid(), at: sample([2, 3])) }
}
