import Autograd
import GradientCheck
import TestSupport
import Testing

struct LeastSquaresTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(LeastSquares.self) }

    /// The line through (0, 1), (1, 2), (2, 4): slope 3/2, at 0 5/6.
    @Test func fitsALine() throws {
        let a = try constant([0, 1, 1, 1, 2, 1], [3, 2])
        let found = try a.lstsq(constant([1, 2, 4], [3, 1]))
        #expect(near(found.solution.values, [1.5, 5.0 / 6], ulps: 32))
        #expect(near(found.residuals.values, [1.0 / 6], ulps: 128))
        #expect(try found.rank.item(as: Int.self) == 2 && found.singularValues.shape == [2])
    }

    @Test func matricesWithoutFullRank() throws {
        let a = try constant([1, 1, 1, 1, 1, 1], [3, 2])
        let found = try a.lstsq(constant([1, 2, 3], [3, 1]))
        #expect(near(found.solution.values, [1, 1], ulps: 32))
        #expect(try found.rank.item(as: Int.self) == 1 && found.residuals.shape == [0])
        #expect(try a.lstsq(a, rcond: 2).solution.values == [0, 0, 0, 0])
    }

    @Test func namesShapes() throws {
        let text = errorText { _ = try Tensor.ones(3, 2).lstsq(.ones(2, 1)) }
        #expect(text.contains("[3, 2]") && text.contains("got [2, 1]"))
    }
}
