import Autograd
import GradientCheck
import TestSupport
import Testing

struct DeterminantTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Determinant.self) }

    @Test func referenceValues() throws {
        let a = try leaf([1, 2, 3, 4], [2, 2])
        let determinant = try a.det()
        #expect(near(determinant.values, [-2]))
        try determinant.backward()
        #expect(near(try #require(a.grad).values, [4, -3, -2, 1]))
        #expect(try Tensor.zeros(3, 0, 0).det().values == [1, 1, 1])
    }

    /// The cofactors of a singular matrix, to second order.
    @Test func singularMatricesHaveGradients() throws {
        let a = try leaf([1, 2, 3, 2, 4, 6, 1, 0, 1], [3, 3])
        let determinant = try a.det()
        #expect(determinant.values == [0])
        try determinant.backward()
        #expect(
            near(try #require(a.grad).values, [4, 4, -4, -2, -2, 2, 0, 0, 0], within: 1e-13))
        try gradcheck({ try $0[0].det() }, inputs: [a])
    }
}
