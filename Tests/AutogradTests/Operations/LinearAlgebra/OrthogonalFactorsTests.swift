import Autograd
import GradientCheck
import TestSupport
import Testing

struct OrthogonalFactorsTests {
    @Test func passesTheOperationChecks() throws {
        try checkOperation(OrthogonalFactors.self)
        try checkOperation(CompleteOrthogonalFactors.self)
    }

    @Test(arguments: [[5, 3], [3, 5], [4, 4], [2, 4, 1], [0, 3], [3, 0]] as [Shape])
    func factorsMultiplyBack(shape: Shape) throws {
        let a = try Tensor.normal(shape, dtype: .float64, generator: Generator(seed: 1))
        let (m, n) = (shape[shape.count - 2], shape[shape.count - 1])
        for (mode, k) in [(QRMode.reduced, min(m, n)), (.complete, m)] {
            let (q, r) = try a.qr(mode: mode)
            #expect(Array(q.shape.suffix(2)) == [m, k] && Array(r.shape.suffix(2)) == [k, n])
            #expect(near(try q.matmul(r).values, a.values, within: 1e-14))
            let unit = try Tensor.ones([k], dtype: .float64).diagEmbed()
            let product = try q.mT.matmul(q)
            #expect(near(product.values, try unit.expand(product.shape).values, within: 1e-14))
            #expect(try r.tril(diagonal: -1).values.allSatisfy { $0 == 0 })
        }
    }

    @Test func wideMatricesHaveGradients() throws {
        let a = try leaf([3, 1, -1, 2, 0.5, 4, 1, -2], [2, 4])
        try gradcheck(
            {
                let (q, r) = try $0[0].qr()
                return try cat([q, r], dim: 1)
            }, inputs: [a])
    }

    @Test func completeFactorsOfTallMatricesHaveNoGradient() throws {
        let text = errorText { _ = try leaf([1, 2], [2, 1]).qr(mode: .complete) }
        #expect(text.hasPrefix("qr.complete: has no gradient"))
        #expect(try leaf([1, 2], [1, 2]).qr(mode: .complete).r.requiresGrad)
    }
}
