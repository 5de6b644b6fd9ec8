import Autograd
import GradientCheck
import TestSupport
import Testing

struct LogGammaTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(LogGamma.self) }

    @Test func factorialsAndPoles() throws {
        let x = try constant([1, 2, 5, 0.5, 0, -1, infinity, -infinity, nan])
        let expected = [
            0, 0, 3.1780538303479458, 0.5723649429247001, infinity, infinity, infinity, infinity,
            nan,
        ]
        #expect(near(x.lgamma().values, expected))
    }

    @Test func integersBecomeSinglePrecision() throws {
        #expect(try Tensor([5], dtype: .uint8).lgamma().dtype == .float32)
    }
}
