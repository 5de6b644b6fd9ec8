import Autograd
import TestSupport
import Testing

struct TensorUniqueTests {
    @Test func valuesPlacesAndCounts() throws {
        let x = try Tensor([[3, 1, 3], [2, 1, 3]])
        let (values, inverse, counts) = try x.unique()
        #expect(values.toArray(as: Int.self) == [1, 2, 3])
        #expect(inverse.shape == [2, 3] && inverse.toArray(as: Int.self) == [2, 0, 2, 1, 0, 2])
        #expect(counts.toArray(as: Int.self) == [2, 1, 3])
    }

    @Test func notANumberDiffersFromItselfAndZerosDoNot() throws {
        let (values, _, counts) = try leaf([nan, 0, -0.0, nan]).unique()
        #expect(same(values.values, [0, nan, nan]) && counts.values == [2, 1, 1])
        #expect(!values.requiresGrad)
    }

    @Test func nothingAndScalars() throws {
        let (values, inverse, counts) = try Tensor.zeros(0, 2).unique()
        #expect(values.shape == [0] && inverse.shape == [0, 2] && counts.shape == [0])
        let one = try Tensor(4.0).unique()
        #expect(one.values.values == [4] && one.inverse.shape == [] && one.counts.values == [1])
    }
}
