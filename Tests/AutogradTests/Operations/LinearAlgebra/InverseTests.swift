import Autograd
import GradientCheck
import TestSupport
import Testing

struct InverseTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Inverse.self) }

    @Test func referenceValues() throws {
        let a = try constant([1, 2, 3, 4], [2, 2])
        #expect(near(try a.inverse().values, [-2, 1, 1.5, -0.5]))
        #expect(try Tensor.zeros(2, 0, 0).inverse().shape == [2, 0, 0])
    }

    @Test func singularMatricesAreNamed() throws {
        let text = errorText { _ = try Tensor.zeros(2, 2).inverse() }
        #expect(text.hasPrefix("inverse: expected invertible matrices; got the matrix is singular"))
        #expect(text.contains("pinv"))
    }

    @Test func notANumberIsAResult() throws {
        #expect(try constant([nan], [1, 1]).inverse().values[0].isNaN)
    }
}
