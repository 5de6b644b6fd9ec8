import Autograd
import GradientCheck
import TestSupport
import Testing

struct PseudoInverseTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(PseudoInverse.self) }

    @Test func matricesWithoutFullRank() throws {
        let a = try constant([1, 2, 2, 4], [2, 2])
        #expect(near(try a.pinv().values, [0.04, 0.08, 0.08, 0.16]))
        #expect(try a.matrixRank().item(as: Int.self) == 1)
        #expect(try Tensor.zeros(2, 3).pinv().values == [0, 0, 0, 0, 0, 0])
        #expect(try Tensor.zeros(0, 3).pinv().shape == [3, 0])
        #expect(try Tensor.zeros(4, 0, 3).matrixRank().toArray(as: Int.self) == [0, 0, 0, 0])
    }

    @Test func tolerances() throws {
        let a = try Tensor([100.0, 1, 0.01], dtype: .float64).diag()
        #expect(try a.matrixRank().item(as: Int.self) == 3)
        #expect(try a.matrixRank(atol: 0.1).item(as: Int.self) == 2)
        #expect(try a.matrixRank(rtol: 0.1).item(as: Int.self) == 1)
        #expect(near(try a.pinv(rtol: 0.001).diagonal().values, [0.01, 1, 0]))
        #expect(errorText { _ = try a.pinv(atol: -1) }.contains("at least 0; got -1"))
        #expect(errorText { _ = try a.matrixRank(rtol: nan) }.contains("got nan"))
    }
}
