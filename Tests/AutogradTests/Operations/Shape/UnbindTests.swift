import Autograd
import GradientCheck
import TestSupport
import Testing

struct UnbindTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Unbind.self) }

    @Test func partsAreViewsWithoutTheAxis() throws {
        let x = try constant([1, 2, 3, 4, 5, 6], [2, 3])
        #expect(try x.unbind().map(\.values) == [[1, 2, 3], [4, 5, 6]])
        let columns = try x.unbind(dim: -1)
        #expect(columns.map(\.values) == [[1, 4], [2, 5], [3, 6]])
        #expect(columns.allSatisfy { $0.shape == [2] })
        #expect(try Tensor.zeros(0, 3).unbind().isEmpty)
        #expect(try constant([1, 0], [2], .bool).unbind()[0].dtype == .bool)
    }

    @Test func partsThatNobodyUsesGetZeros() throws {
        let x = try leaf([1, 2, 3], [3])
        try (x.unbind()[1] * 5).backward()
        #expect(x.grad?.values == [0, 5, 0])
    }

    @Test func theDimMustBeThere() throws {
        #expect(errorText { _ = try Tensor.zeros(2).unbind(dim: 1) }.hasPrefix("unbind: expected"))
        #expect(
            errorText { _ = try Tensor.zeros([]).unbind() }
                == "unbind: expected a tensor with dims; got [].")
    }
}
