import Autograd
import GradientCheck
import TestSupport
import Testing

/// What holds of softmax and log-softmax along every axis, by every rule.
struct RowOperationTests {
    private static let shapes: [Shape] = [[], [5], [3, 4], [2, 3, 4], [2, 1, 3, 2], [1, 1]]

    private func random(_ shape: Shape) throws -> Tensor {
        try Tensor.normal(shape, dtype: .float64, generator: Generator(seed: 2))
    }

    @Test(arguments: shapes)
    func everyAxisAgreesWithTheFormula(shape: Shape) throws {
        let x = try random(shape)
        for dim in 0..<max(shape.count, 1) {
            let powers = x.exp()
            let sums = shape.count == 0 ? powers : try powers.sum(dim: dim, keepDim: true)
            let expected = try powers / sums
            for axis in [dim, dim - max(shape.count, 1)] {
                // A few roundings of numbers of at most 1.
                #expect(
                    near(try x.softmax(dim: axis).values, expected.values, within: 1e-15))
                #expect(
                    near(try x.logSoftmax(dim: axis).values, expected.log().values, within: 1e-14))
            }
        }
    }

    @Test(arguments: shapes)
    func gradientsAlongEveryAxis(shape: Shape) throws {
        var x = try random(shape)
        try x.requireGrad()
        for dim in 0..<max(shape.count, 1) {
            try gradcheck({ try $0[0].softmax(dim: dim) }, inputs: [x])
            try gradcheck({ try $0[0].logSoftmax(dim: dim) }, inputs: [x])
            try gradgradcheck({ [try $0[0].softmax(dim: dim)] }, inputs: [x])
        }
    }

    @Test func upstreamGradientsMayLieInAnyOrder() throws {
        let x = try leaf((0..<12).map { Double($0 % 5) }, [3, 4])
        let upstream = try constant((0..<12).map(Double.init), [4, 3]).t()
        try x.softmax(dim: 0).backward(gradient: upstream)
        let first = x.grad
        x.grad = nil
        try x.softmax(dim: 0).backward(gradient: upstream.contiguous())
        #expect(first?.values == x.grad?.values)
    }

    @Test func emptyTensors() throws {
        for shape in [[0], [0, 3], [3, 0]] as [Shape] {
            for dim in 0..<shape.count {
                var x = try Tensor.zeros(shape)
                try x.requireGrad()
                let y = try x.softmax(dim: dim)
                #expect(y.shape == shape)
                try y.sum().backward()
                #expect(x.grad?.shape == shape)
            }
        }
    }

    @Test func integersBecomeSinglePrecision() throws {
        #expect(try Tensor([1, 2]).softmax(dim: 0).dtype == .float32)
        #expect(try Tensor([1.0], dtype: .bfloat16).logSoftmax(dim: 0).dtype == .bfloat16)
    }
}
