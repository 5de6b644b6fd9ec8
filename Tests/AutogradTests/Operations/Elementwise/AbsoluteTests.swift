import Autograd
import GradientCheck
import TestSupport
import Testing

struct AbsoluteTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Absolute.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 0), (-0.0, 0, 0), (-2, 2, -1), (3, 3, 1), (-infinity, infinity, -1),
            (nan, nan, nan),
        ]) { $0.abs() }
    }

    @Test func keepsIntegersAndWraps() throws {
        #expect(try Tensor([-3, 0, 5], dtype: .int32).abs().toArray(as: Int.self) == [3, 0, 5])
        #expect(try Tensor([-3, 5], dtype: .int32).abs().dtype == .int32)
        let least = try Tensor([Int64.min]).abs()
        #expect(least.toArray(as: Int64.self) == [Int64.min])
    }
}
