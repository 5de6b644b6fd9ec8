import Autograd
import GradientCheck
import TestSupport
import Testing

struct ReLUTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(ReLU.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 0), (-0.0, 0, 0), (-1, 0, 0), (2, 2, 1), (nan, nan, 1), (infinity, infinity, 1),
            (-infinity, 0, 0),
        ]) { $0.relu() }
    }

    @Test func integersStay() throws {
        let result = try Tensor([-1, 2], dtype: .int32).relu()
        #expect(result.dtype == .int32 && result.toArray(as: Int.self) == [0, 2])
    }
}
