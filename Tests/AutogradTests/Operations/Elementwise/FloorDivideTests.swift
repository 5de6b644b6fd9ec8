import Autograd
import GradientCheck
import TestSupport
import Testing

struct FloorDivideTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(FloorDivide.self) }

    @Test func roundsDownwards() throws {
        let (a, b) = (try constant([7, -7, 7, -7, 0]), try constant([2, 2, -2, -2, 5]))
        #expect(try a.floorDivide(b).values == [3, -4, -4, 3, 0])
        #expect(try Tensor([7, -7]).floorDivide(2).toArray(as: Int.self) == [3, -4])
        #expect(try constant([1, -1]).floorDivide(0).values == [infinity, -infinity])
    }

    @Test func aQuotientThatRoundingWouldRaise() throws {
        // 1 / 0.1 rounds to 10, but ten times the number nearest 0.1 is more than 1.
        #expect(try constant([1]).floorDivide(0.1).values == [9])
    }

    @Test func theLeastIntegerByMinusOneWraps() throws {
        #expect(try Tensor([Int64.min]).floorDivide(-1).toArray(as: Int64.self) == [Int64.min])
    }

    @Test func rejectsIntegersByZeroAndIsNotTracked() throws {
        #expect(errorText { _ = try Tensor([1]).floorDivide(0) }.hasPrefix("floorDivide: expected"))
        #expect(try !leaf([3]).floorDivide(2).requiresGrad)
    }
}
