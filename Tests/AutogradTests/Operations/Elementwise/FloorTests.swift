import Autograd
import GradientCheck
import TestSupport
import Testing

struct FloorTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Floor.self) }

    @Test func valuesAndHazards() throws {
        let x = try constant([1.5, -1.5, -0.5, 2, infinity, nan])
        #expect(same(x.floor().values, [1, -2, -1, 2, infinity, nan]))
    }

    @Test func integersStayAndTheResultIsNotTracked() throws {
        for dtype in integerTypes {
            let result = try Tensor([0, 7], dtype: dtype).floor()
            #expect(result.dtype == dtype && result.values == [0, 7])
        }
        #expect(try !leaf([0.7]).floor().requiresGrad)
    }
}
