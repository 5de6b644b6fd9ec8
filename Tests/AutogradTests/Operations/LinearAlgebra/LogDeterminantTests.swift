import Autograd
import GradientCheck
import TestSupport
import Testing

struct LogDeterminantTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(LogDeterminant.self) }

    @Test func doesNotOverflow() throws {
        let large = try Tensor.ones([200], dtype: .float64).diagEmbed() * -1e10
        let (sign, logabsdet) = try large.slogdet()
        #expect(sign.values == [1] && near(logabsdet.values, [200 * 10 * 2.302_585_092_994_046]))
        #expect(try large.det().values == [infinity])
    }

    @Test func singularAndNegative() throws {
        let (sign, logabsdet) = try Tensor.zeros(2, 2).slogdet()
        #expect(sign.values == [0] && logabsdet.values == [-infinity])
        let matrices = try stack([Tensor([[1.0, 0], [0, 2]]), Tensor([[0.0, 1], [1, 0]])])
        #expect(try matrices.slogdet().sign.values == [1, -1])
        let logarithms = try matrices.logdet().values
        #expect(near([logarithms[0]], [0.693_147_180_559_945_3], .float32))
        #expect(logarithms[1].isNaN)
    }
}
