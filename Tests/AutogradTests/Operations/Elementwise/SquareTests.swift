import Autograd
import GradientCheck
import TestSupport
import Testing

struct SquareTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Square.self) }

    @Test func hazards() throws {
        try expectHazards([
            (0, 0, 0), (-3, 9, -6), (-infinity, infinity, -infinity), (nan, nan, nan),
        ]) { $0.square() }
    }

    @Test func integersStayAndWrap() throws {
        let squares = try Tensor([-3, 1 << 32]).square()
        #expect(squares.dtype == .int64 && squares.toArray(as: Int.self) == [9, 0])
    }

    @Test func boolCountsAsIntegers() throws {
        let square = try Tensor([true, false]).square()
        #expect(square.dtype == .int64 && square.toArray(as: Int.self) == [1, 0])
    }
}
