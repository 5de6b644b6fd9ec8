import Kernels
import Testing

struct LogisticTests {
    @Test func valuesAndEdges() {
        #expect(logistic(0.0) == 0.5 && logistic(Float(0)) == 0.5)
        #expect(logistic(1000.0) == 1 && logistic(-1000.0) == 0)
        #expect(logistic(Float.infinity) == 1 && logistic(-Float.infinity) == 0)
        #expect(logistic(Double.nan).isNaN)
        #expect((logistic(1.5) + logistic(-1.5) - 1).magnitude < 1e-15)
    }
}
