import Autograd
import GradientCheck
import TestSupport
import Testing

struct NegateTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Negate.self) }

    @Test func hazards() throws {
        try expectHazards([(0, 0, -1), (-infinity, infinity, -1), (nan, nan, -1)]) { -$0 }
    }

    @Test func integersWrapAndBooleansCount() throws {
        #expect(try (-Tensor([Int64.min])).toArray(as: Int64.self) == [Int64.min])
        #expect(try (-Tensor([1], dtype: .uint8)).toArray(as: Int.self) == [255])
        #expect(try (-Tensor([true, false])).dtype == .int64)
        #expect(try (-Tensor([true, false])).toArray(as: Int.self) == [-1, 0])
    }
}
