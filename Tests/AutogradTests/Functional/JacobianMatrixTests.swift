import Autograd
import TestSupport
import Testing

struct JacobianMatrixTests {
    @Test func hasTheShapesOfOutputAndInput() throws {
        let inputs = [try constant([1, 2, 3], [1, 3]), try constant([5], [])]
        let result = try jacobian(of: { [try $0[0] * $0[1], $0[0].sum()] }, at: inputs)
        #expect(result.map { $0.map(\.shape) } == [[[1, 3, 1, 3], [1, 3]], [[1, 3], []]])
        #expect(result[0][0].values == [5, 0, 0, 0, 5, 0, 0, 0, 5])
        #expect(result[0][1].values == [1, 2, 3])
        #expect(result[1][0].values == [1, 1, 1] && result[1][1].values == [0])
    }

    @Test func theMatrixOfALinearMapIsItsWeight() throws {
        let w = try constant([1, 2, 3, 4, 5, 6], [3, 2], .float32)
        let result = try jacobian(of: { try w.matmul($0) }, at: constant([7, 8], .float32))
        #expect(result.shape == [3, 2] && result.values == w.values && result.dtype == .float32)
    }

    @Test func canBeDifferentiated() throws {
        let x = try leaf([1, 2])
        let result = try jacobian(of: { try $0 * $0 * $0 }, at: x, createGraph: true)
        #expect(result.values == [3, 0, 0, 12])
        #expect(try grad(of: result.sum(), wrt: x).values == [6, 12])
        #expect(try !jacobian(of: { $0.exp() }, at: x).requiresGrad)
    }

    @Test func emptyAndScalarTensors() throws {
        let empty = try constant([])
        #expect(try jacobian(of: { $0.exp() }, at: empty).shape == [0, 0])
        #expect(try jacobian(of: { $0.sum() }, at: empty).shape == [0])
        #expect(try jacobian(of: { $0.exp() }, at: constant([0], [])).values == [1])
    }

    @Test func strictly() throws {
        let inputs = [try constant([1]), try constant([2])]
        #expect(
            errorText {
                _ = try jacobian(of: { [$0[0] * 2, $0[1] * 2] }, at: inputs, strict: true)
            }.hasPrefix("jacobian: expected outputs that depend on every input; got input 1"))
    }
}
