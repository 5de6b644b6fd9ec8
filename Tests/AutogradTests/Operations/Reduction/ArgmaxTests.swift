import Autograd
import GradientCheck
import TestSupport
import Testing

struct ArgmaxTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Argmax.self) }

    @Test func picksTheFirstOfEqualOnesAndNotANumber() throws {
        let x = try constant([3, 1, 3, 1, nan, 9, nan, 0], [2, 4])
        #expect(try x.argmax(dim: 1).toArray(as: Int.self) == [0, 0])
        #expect(try x.argmax().toArray(as: Int.self) == [4])
        let equal = try constant([2, 2, 2])
        #expect(try equal.argmax(dim: 0).item() == 0)
    }

    @Test func shapesAndTypes() throws {
        let x = try Tensor([[1, 5, 2], [7, 0, 7]], dtype: .int32)
        #expect(try x.argmax(dim: 0).shape == [3])
        #expect(try x.argmax(dim: -1, keepDim: true).shape == [2, 1])
        #expect(try x.argmax(dim: 0).dtype == .int64)
        #expect(try Tensor(4.0).argmax(dim: -1).shape == [])
    }

    @Test func rejectsEmptyAxes() throws {
        let text = errorText { _ = try Tensor.zeros(2, 0).argmax(dim: 1) }
        #expect(text == "argmax: expected at least one element along dim 1; got [2, 0].")
        #expect(try Tensor.zeros(0, 2).argmax(dim: 1).shape == [0])
        #expect(errorText { _ = try Tensor.zeros(2).argmax(dim: 1) }.contains("got 1"))
    }

    @Test func theMethodDetachesAndTheOperationThrows() throws {
        let x = try leaf([1, 2])
        #expect(try !x.argmax(dim: 0).requiresGrad)
        #expect(errorText { _ = try Argmax(dim: 0)(x) }.hasPrefix("argmax: has no gradient"))
    }
}
