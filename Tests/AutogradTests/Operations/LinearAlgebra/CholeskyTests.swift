import Autograd
import GradientCheck
import TestSupport
import Testing

struct CholeskyTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Cholesky.self) }

    @Test func readsOneTriangle() throws {
        let lower = try constant([4, nan, 2, 10], [2, 2])
        #expect(try lower.cholesky().values == [2, 0, 1, 3])
        let upper = try lower.mT
        #expect(try upper.cholesky(upper: true).values == [2, 1, 0, 3])
        #expect(try Tensor.zeros(3, 0, 0).cholesky().shape == [3, 0, 0])
    }

    @Test func theGradientIsThatOfASymmetricMatrix() throws {
        let a = try leaf([4, 2, 2, 10], [2, 2])
        try a.cholesky().sum().backward()
        let lower = try #require(a.grad).values
        #expect(near([lower[1]], [lower[2]]))
        let upper = try grad(of: a.cholesky(upper: true).sum(), wrt: a)
        #expect(near(upper.values, lower))
        try gradcheck({ try $0[0].symmetric().cholesky(upper: true) }, inputs: [a])
    }

    @Test func solvesWithAFactor() throws {
        let a = try Tensor([[4.0, 2], [2, 10]], dtype: .float64)
        let b = try constant([1, 2, 3, 4], [2, 2])
        for upper in [false, true] {
            let x = try b.choleskySolve(a.cholesky(upper: upper), upper: upper)
            #expect(near(try a.matmul(x).values, b.values))
        }
    }

    @Test func refusesWhatIsNotPositiveDefinite() throws {
        let text = errorText { _ = try Tensor([[1.0, 2], [2, 1]]).cholesky() }
        #expect(text.contains("positive-definite matrices; got the matrix, whose leading minor"))
        #expect(text.contains("order 2"))
        #expect(errorText { _ = try constant([nan], [1, 1]).cholesky() }.contains("order 1"))
        let batch = try Tensor([[[1.0]], [[0.0]]])
        #expect(errorText { _ = try batch.cholesky() }.contains("matrix 1 of [2, 1, 1]"))
        #expect(errorText { _ = try Tensor.ones(2).cholesky(upper: true) }.contains("got [2]"))
    }
}
