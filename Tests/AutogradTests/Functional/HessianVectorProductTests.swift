import Autograd
import TestSupport
import Testing

struct HessianVectorProductTests {
    private func function(_ x: [Tensor]) throws -> Tensor {
        try (x[0].matmul(x[1]).tanh() * x[0].sum().exp()).sum()
    }

    /// Both products are those with the matrix, whose blocks lie as [outer][inner].
    @Test func agreeWithTheMatrix() throws {
        let inputs = [
            try constant([0.1, -0.2, 0.3, 0.4], [2, 2]), try constant([1, -1], [2, 1]),
        ]
        let v = [try constant([1, 2, -1, 0.5], [2, 2]), try constant([2, -3], [2, 1])]
        let blocks = try hessian(of: function, at: inputs)
        let expected = try (0..<2).map { row in
            try (0..<2).reduce([Double](repeating: 0, count: inputs[row].count)) { sum, column in
                let block = try blocks[row][column].reshape(inputs[row].count, v[column].count)
                return zip(sum, try block.matmul(v[column].flatten()).values).map(+)
            }
        }
        let (value, right) = try hvp(of: function, at: inputs, v: v)
        let left = try vhp(of: function, at: inputs, v: v)
        #expect(value.values == left.output.values)
        #expect(try function(inputs).values == value.values)
        for index in 0..<2 {
            #expect(near(right[index].values, expected[index], within: 1e-13))
            #expect(near(left.vhp[index].values, expected[index], within: 1e-13))
            #expect(right[index].shape == inputs[index].shape)
        }
    }

    @Test func canBeDifferentiated() throws {
        let x = try leaf([2])
        func quartic(_ x: Tensor) throws -> Tensor { try (x.square() * x.square()).sum() }
        let right = try hvp(of: quartic, at: x, v: constant([3]), createGraph: true).hvp
        let left = try vhp(of: quartic, at: x, v: constant([3]), createGraph: true).vhp
        // 3 · 12x², and 3 · 24x.
        #expect(right.values == [144] && left.values == [144])
        #expect(try grad(of: right, wrt: x).values == [144])
        #expect(try grad(of: left, wrt: x).values == [144])
    }

    @Test func ofALinearFunctionIsZeroOrStrictlyAnError() throws {
        let x = try constant([1])
        #expect(try hvp(of: { $0.sum() }, at: x).hvp.values == [0])
        #expect(try vhp(of: { $0.sum() }, at: x).vhp.values == [0])
        #expect(!errorText { _ = try hvp(of: { $0.sum() }, at: x, strict: true) }.isEmpty)
        #expect(!errorText { _ = try vhp(of: { $0.sum() }, at: x, strict: true) }.isEmpty)
    }

    @Test func rejectsWhatDoesNotFit() throws {
        let x = try constant([1, 2])
        #expect(errorText { _ = try hvp(of: { $0 * 2 }, at: x, v: x) }.contains("one number"))
        #expect(errorText { _ = try vhp(of: { $0 * 2 }, at: x, v: x) }.contains("one number"))
        #expect(
            errorText { _ = try hvp(of: { $0.sum() }, at: x) }.hasPrefix(
                "hvp: expected v, with a tensor for each input; got none."))
        #expect(
            errorText { _ = try vhp(of: { $0.sum() }, at: x, v: constant([1])) }.contains("[[2]]"))
    }
}
