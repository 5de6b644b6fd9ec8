import Autograd
import TestSupport
import Testing

struct JacobianVectorProductTests {
    private func function(_ x: [Tensor]) throws -> [Tensor] {
        [try x[0].matmul(x[1]).tanh(), try (x[0].exp() * x[0]).sum()]
    }

    /// uᵀ (J v) = (uᵀ J) v.
    @Test func agreesWithTheProductOnTheOtherSide() throws {
        let inputs = [
            try constant([0.1, -0.2, 0.3, 0.4, 0.5, -0.6], [2, 3]),
            try constant([1, -1, 0.5, 0.25, 2, -0.5], [3, 2]),
        ]
        let v = [
            try constant([1, 2, -1, 0.5, 3, 1], [2, 3]),
            try constant([2, 1, -1, 1, 0, 1], [3, 2]),
        ]
        let u = [try constant([1, -2, 3, 0.5], [2, 2]), try constant([-1], [])]
        let right = try jvp(of: function, at: inputs, v: v)
        let left = try vjp(of: function, at: inputs, v: u)
        func dot(_ a: [Tensor], _ b: [Tensor]) throws -> Double {
            try zip(a, b).reduce(0) { try $0 + ($1.0 * $1.1).sum().values[0] }
        }
        #expect(right.jvp.map(\.shape) == [[2, 2], []])
        #expect(near([try dot(u, right.jvp)], [try dot(left.vjp, v)], ulps: 64))
        #expect(right.outputs.map(\.values) == left.outputs.map(\.values))
    }

    @Test func isADirectionalDerivative() throws {
        let product = try jvp(
            of: { try $0 * $0 * $0 }, at: constant([1, 2]), v: constant([1, 10]))
        #expect(product.output.values == [1, 8] && product.jvp.values == [3, 120])
    }

    @Test func infiniteSlopesAreNotMultipliedByTheHelpingZero() throws {
        let product = try jvp(of: { $0.sqrt() }, at: constant([0, 4]), v: constant([1, 1])).jvp
        #expect(product.values == [infinity, 0.25])
    }

    @Test func canBeDifferentiated() throws {
        let x = try leaf([2])
        let product = try jvp(
            of: { try $0 * $0 * $0 }, at: x, v: constant([5]), createGraph: true
        ).jvp
        // 5 · 3x², and 5 · 6x.
        #expect(product.values == [60])
        #expect(try grad(of: product, wrt: x).values == [60])
    }

    @Test func whatNothingDependsOnIsZeroOrStrictlyAnError() throws {
        let inputs = [try constant([1]), try constant([2])]
        let v = [try constant([1]), try constant([1])]
        let c = try constant([7])
        let products = try jvp(of: { [$0[0] * 2, c] }, at: inputs, v: v).jvp
        #expect(products.map(\.values) == [[2], [0]])
        #expect(
            errorText { _ = try jvp(of: { [$0[0] * 2] }, at: inputs, v: v, strict: true) }
                .contains("input 1, which they do not depend on"))
    }
}
