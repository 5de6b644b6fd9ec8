import Autograd
import GradientCheck
import TestSupport
import Testing

struct SymmetricEigenvaluesTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(SymmetricEigenvalues.self) }

    @Test func readsOneTriangle() throws {
        let a = try constant([2, nan, 1, 2], [2, 2]).tril() + constant([0, 9, 0, 0], [2, 2])
        let (values, vectors) = try a.eigh()
        #expect(near(values.values, [1, 3]))
        let root = 0.5.squareRoot()
        #expect(near(vectors.values, [root, root, -root, root]))
        #expect(near(try a.mT.eigvalsh(uplo: .upper).values, [1, 3]))
        #expect(try Tensor.zeros(2, 0, 0).eigvalsh().shape == [2, 0])
    }

    @Test func factorsMultiplyBack() throws {
        let x = try Tensor.normal([2, 6, 6], dtype: .float64, generator: Generator(seed: 1))
        let a = try x.symmetric()
        let (values, vectors) = try a.eigh()
        let product = try (vectors * values.unsqueeze(dim: -2)).matmul(vectors.mT)
        #expect(near(product.values, a.values, within: 1e-13))
    }

    @Test func eigenvaluesHaveGradientsWhereTwoAreEqual() throws {
        let a = try leaf([2, 0, 0, 2], [2, 2])
        try a.eigvalsh().sum().backward()
        #expect(try near(#require(a.grad).values, [1, 0, 0, 1], within: 1e-15))
    }

    @Test func namesWhatIsNotFinite() throws {
        let text = errorText { _ = try constant([infinity], [1, 1]).eigh() }
        #expect(text.contains("eigh: expected finite elements; got inf at [0, 0]"))
        #expect(errorText { _ = try Tensor.ones(2).eigh(uplo: .upper) }.contains("got [2]"))
    }
}
