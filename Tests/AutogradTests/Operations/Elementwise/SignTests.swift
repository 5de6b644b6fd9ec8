import Autograd
import GradientCheck
import TestSupport
import Testing

struct SignTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Sign.self) }

    @Test func hazards() throws {
        let x = try constant([-3, 0, 2, -infinity, nan])
        #expect(same(x.sign().values, [-1, 0, 1, -1, nan]))
    }

    @Test func integersStay() throws {
        let signs = try Tensor([-3, 0, 2]).sign()
        #expect(signs.dtype == .int64 && signs.toArray(as: Int.self) == [-1, 0, 1])
        #expect(try Tensor([0, 200], dtype: .uint8).sign().toArray(as: Int.self) == [0, 1])
    }

    @Test func theResultIsNotTracked() throws {
        #expect(try !leaf([0.7]).sign().requiresGrad)
    }
}
