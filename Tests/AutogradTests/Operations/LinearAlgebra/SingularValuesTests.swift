import Autograd
import GradientCheck
import TestSupport
import Testing

struct SingularValuesTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(SingularValues.self) }

    @Test(arguments: [[5, 3], [3, 5], [4, 4], [2, 4, 1], [0, 3], [2, 3, 0]] as [Shape])
    func factorsMultiplyBack(shape: Shape) throws {
        let a = try Tensor.normal(shape, dtype: .float64, generator: Generator(seed: 1))
        let (m, n) = (shape[shape.count - 2], shape[shape.count - 1])
        let (u, s, vh) = try a.svd(fullMatrices: false)
        #expect(near(try (u * s.unsqueeze(dim: -2)).matmul(vh).values, a.values, within: 1e-14))
        #expect(s.shape == Shape(shape.dropLast(2) + [min(m, n)]))
        let full = try a.svd()
        for (vectors, size) in [(full.u, m), (full.vh, n)] {
            #expect(Array(vectors.shape.suffix(2)) == [size, size])
            let product = try vectors.mT.matmul(vectors)
            let unit = try Tensor.ones([size], dtype: .float64).diagEmbed()
            #expect(near(product.values, try unit.expand(product.shape).values, within: 1e-14))
        }
        #expect(try full.u.narrow(dim: -1, start: 0, length: min(m, n)).values == u.values)
    }

    /// A = U S Vᵀ does not depend on signs; nor on the further columns, which count as constant.
    @Test func fullMatricesHaveTheGradientsOfReducedOnes() throws {
        let a = try leaf([3, 1, -1, 2, 0.5, 4], [2, 3])
        try gradcheck(
            {
                let (u, s, vh) = try $0[0].svd()
                let part = try vh.narrow(dim: 0, start: 0, length: 2)
                return try (u * s.exp()).matmul(part)
            }, inputs: [a])
    }

    @Test func singularValuesHaveGradientsWhereTwoAreEqual() throws {
        let a = try leaf([2, 0, 0, 2], [2, 2])
        try a.svdvals().sum().backward()
        #expect(try near(#require(a.grad).values, [1, 0, 0, 1], within: 1e-15))
    }

    @Test func valuesThatAreNotFiniteAreNamed() throws {
        let text = errorText { _ = try constant([1, nan, 0, 1], [2, 2]).svd() }
        #expect(text.contains("svd: expected finite elements; got nan at [0, 1]"))
    }
}
