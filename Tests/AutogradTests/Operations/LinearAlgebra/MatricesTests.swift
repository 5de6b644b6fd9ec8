import Autograd
import TestSupport
import Testing

struct MatricesTests {
    @Test func transposesMatrices() throws {
        let x = try constant([1, 2, 3, 4], [2, 1, 2])
        #expect(try x.mT.shape == [2, 2, 1] && x.mT.values == [1, 2, 3, 4])
        #expect(errorText { _ = try Tensor.ones(2).mT }.contains("mT: expected matrices"))
    }

    @Test func namesTypesThatHaveNoFactors() throws {
        for dtype in integerTypes {
            let text = errorText { _ = try Tensor.ones([2, 2], dtype: dtype).inverse() }
            #expect(text.contains("floating-point numbers; got \(dtype)"))
        }
    }
}
