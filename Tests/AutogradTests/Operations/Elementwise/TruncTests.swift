import Autograd
import GradientCheck
import TestSupport
import Testing

struct TruncTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Trunc.self) }

    @Test func valuesAndHazards() throws {
        let x = try constant([1.5, -1.5, -0.5, 2, infinity, nan])
        #expect(same(x.trunc().values, [1, -1, -0.0, 2, infinity, nan]))
    }

    @Test func integersStayAndTheResultIsNotTracked() throws {
        for dtype in integerTypes {
            let result = try Tensor([0, 7], dtype: dtype).trunc()
            #expect(result.dtype == dtype && result.values == [0, 7])
        }
        #expect(try !leaf([0.7]).trunc().requiresGrad)
    }
}
