import Autograd
import GradientCheck
import TestSupport
import Testing

struct LUFactorsTests {
    /// Large enough that right sides are cut for threads; transposed in the gradient.
    @Test func manyRightSides() throws {
        let a = try Tensor.normal([40, 40], dtype: .float64, generator: Generator(seed: 1))
        var b = try Tensor.normal([40, 700], dtype: .float64, generator: Generator(seed: 2))
        try b.requireGrad()
        let x = try withThreads(3) { try a.solve(b) }
        #expect(try withThreads(1) { try a.solve(b).values } == x.values)
        #expect(near(try a.matmul(x).values, b.values, within: 1e-10))
        let upstream = try Tensor.normal([40, 700], dtype: .float64, generator: Generator(seed: 3))
        try x.backward(gradient: upstream)
        let adjoint = try #require(b.grad)
        #expect(near(try a.t().matmul(adjoint).values, upstream.values, within: 1e-10))
    }

    @Test func determinantsOfABatch() throws {
        let a = try Tensor([[[0.0, 1], [1, 0]], [[2.0, 0], [0, 3]], [[1.0, 1], [1, 1]]])
        #expect(try a.det().values == [-1, 6, 0])
        #expect(try constant([nan, 1, 1, 1], [2, 2]).det().values[0].isNaN)
    }
}
