import Autograd
import GradientCheck
import TestSupport
import Testing

struct RoundTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Round.self) }

    @Test func halvesGoToEven() throws {
        let x = try constant([0.5, 1.5, 2.5, -0.5, -1.5, 2.4, nan, infinity])
        #expect(same(x.round().values, [0, 2, 2, -0.0, -2, 2, nan, infinity]))
    }

    @Test func decimals() throws {
        let x = try constant([1.256, -1.244, 1250])
        #expect(near(x.round(decimals: 2).values, [1.26, -1.24, 1250]))
        #expect(x.round(decimals: -2).values == [0, 0, 1200])
        #expect(try Tensor([7]).round().dtype == .int64)
    }

    @Test func theResultIsNotTracked() throws {
        #expect(try !leaf([0.7]).round().requiresGrad)
    }
}
