import Kernels
import Testing

struct LogAddExpTests {
    @Test func valuesAndEdges() {
        #expect((logAddExp(0.0, 0.0) - 0.6931471805599453).magnitude < 1e-15)
        #expect(logAddExp(1000.0, -1000.0) == 1000 && logAddExp(-2000, 1000.0) == 1000)
        #expect(logAddExp(-Float.infinity, -Float.infinity) == -.infinity)
        #expect(logAddExp(Float.infinity, -Float.infinity) == .infinity)
        #expect(logAddExp(Double.nan, 1).isNaN && logAddExp(1, Double.nan).isNaN)
    }
}
