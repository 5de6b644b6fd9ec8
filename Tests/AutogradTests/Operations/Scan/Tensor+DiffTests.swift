import Autograd
import TestSupport
import Testing

struct TensorDiffTests {
    @Test func differencesOfDifferences() throws {
        let x = try leaf([1, 4, 9, 16])
        #expect(try x.diff().values == [3, 5, 7] && x.diff(n: 2).values == [2, 2])
        #expect(try x.diff(n: 0).values == x.values && x.diff(n: 9).shape == [0])
        try x.diff().square().sum().backward()
        #expect(x.grad?.values == [-6, -4, -4, 14])
    }

    @Test func axesAndBooleans() throws {
        let x = try constant([1, 2, 4, 8], [2, 2])
        #expect(try x.diff(dim: 0).values == [3, 6] && x.diff(dim: 0).shape == [1, 2])
        #expect(try Tensor([true, true, false]).diff().toArray(as: Bool.self) == [false, true])
    }

    @Test func rejectsScalarsAndCounts() throws {
        #expect(
            errorText { _ = try Tensor(1.0).diff() }.hasPrefix("diff: expected a tensor with dims"))
        #expect(errorText { _ = try Tensor.ones(2).diff(n: -1) }.contains("-1"))
    }
}
