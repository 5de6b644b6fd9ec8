import Autograd
import TestSupport
import Testing

struct HessianMatrixTests {
    @Test func ofAQuadraticFormIsItsMatrix() throws {
        let a = try constant([2, 1, 0, 1, 3, -1, 0, -1, 4], [3, 3])
        let result = try hessian(
            of: { try ($0 * a.matmul($0)).sum() * 0.5 }, at: constant([1, -2, 5]))
        #expect(near(result.values, a.values))
    }

    @Test func blocksOfSeveralInputs() throws {
        // f = Σ x² y.
        let inputs = [try constant([1, 2]), try constant([3], [])]
        let blocks = try hessian(of: { try ($0[0].square() * $0[1]).sum() }, at: inputs)
        #expect(blocks[0][0].values == [6, 0, 0, 6] && blocks[1][1].values == [0])
        #expect(blocks[0][1].values == [2, 4] && blocks[1][0].values == [2, 4])
        #expect(blocks.map { $0.map(\.shape) } == [[[2, 2], [2]], [[2], []]])
    }

    @Test func ofALinearFunctionIsZeroOrStrictlyAnError() throws {
        let x = try constant([1, 2])
        #expect(try hessian(of: { $0.sum() }, at: x).values == [0, 0, 0, 0])
        #expect(
            errorText { _ = try hessian(of: { $0.sum() }, at: x, strict: true) }.contains(
                "depend on every input"))
    }

    @Test func canBeDifferentiated() throws {
        let x = try leaf([2])
        let result = try hessian(
            of: { try ($0.square() * $0.square()).sum() }, at: x, createGraph: true)
        // 12x², and 24x.
        #expect(result.values == [48])
        #expect(try grad(of: result.sum(), wrt: x).values == [48])
    }

    @Test func rejectsResultsThatAreNotOneNumber() throws {
        #expect(
            errorText { _ = try hessian(of: { $0 * 2 }, at: constant([1, 2])) }
                == "hessian: expected a function with one number as its result; got [[2]].")
    }
}
