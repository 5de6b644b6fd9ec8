import Autograd
import GradientCheck
import TestSupport
import Testing

struct LayerNormalizationTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(LayerNormalization.self) }

    @Test func normalizesTheLastAxes() throws {
        let x = try constant((0..<12).map { Double($0 * $0 % 11) }, [2, 3, 2])
        for shape in [[2], [3, 2], [2, 3, 2]] as [Shape] {
            let rows = try x.layerNorm(shape, eps: 0).reshape(-1, shape.elementCount)
            let zeros = [Double](repeating: 0, count: rows.shape[0])
            // Means of numbers of size 1 to a few roundings.
            #expect(near(try rows.mean(dim: 1).values, zeros, within: 1e-15))
            #expect(near(try rows.square().mean(dim: 1).values, zeros.map { $0 + 1 }))
        }
    }

    @Test func hazards() throws {
        // PyTorch 2.13: a row of equal elements gives the bias; with ε = 0, NaN.
        let x = try leaf([5, 5, 5], [1, 3])
        let y = try x.layerNorm([3], bias: constant([1, 2, 3]))
        #expect(y.values == [1, 2, 3])
        try y.sum().backward()
        #expect(x.grad?.values == [0, 0, 0])
        #expect(try x.layerNorm([3], eps: 0).values.allSatisfy { $0.isNaN })
    }

    @Test func aBiasNeedsNoWeight() throws {
        let x = try constant([1, 2, 4], [1, 3])
        let plain = try x.layerNorm([3])
        #expect(
            near(
                try x.layerNorm([3], bias: constant([1, 2, 3])).values,
                try (plain + constant([1, 2, 3])).values))
    }

    @Test func weightsAndBiasesGetGradientsAlone() throws {
        let x = try constant([1, 2, 4, 8, 1, 0], [2, 3])
        let (weight, bias) = (try leaf([1, 1, 1]), try leaf([0, 0, 0]))
        try x.layerNorm([3], weight: weight, bias: bias).sum().backward()
        let unit = try x.layerNorm([3])
        #expect(near(weight.grad?.values ?? [], try unit.sum(dim: 0).values))
        #expect(bias.grad?.values == [2, 2, 2])
    }

    @Test func manyRowsAddUpInBlocks() throws {
        let x = try Tensor.normal([5000, 3], dtype: .float64, generator: Generator(seed: 1))
        let (weight, bias) = (try leaf([1, 2, 3]), try leaf([0, 0, 0]))
        func gradients(composed: Bool) throws -> [[Double]] {
            try grad(
                of: [x.layerNorm([3], weight: weight, bias: bias)], wrt: [weight, bias],
                gradients: [x], createGraph: composed
            ).map { $0?.values ?? [] }
        }
        let (fused, composed) = (try gradients(composed: false), try gradients(composed: true))
        // Sums of 5000 terms of size 1 and random sign: about √5000 roundings.
        #expect(near(fused[0], composed[0], within: 1e-13))
        #expect(near(fused[1], composed[1], within: 1e-13))
    }

    @Test func shapesAndTypesMustFit() throws {
        let x = try Tensor.ones(2, 3)
        #expect(
            errorText { _ = try x.layerNorm([2]) }
                == "layerNorm: expected an input [..., 2], and weight and bias [2]; got [2, 3].")
        #expect(errorText { _ = try x.layerNorm([]) }.contains("got [2, 3]"))
        #expect(errorText { _ = try x.layerNorm([1, 2, 3]) }.contains("[..., 1, 2, 3]"))
        #expect(errorText { _ = try x.layerNorm([3], weight: .ones(2)) }.contains("[2, 3], [2]"))
        #expect(
            errorText { _ = try x.layerNorm([3], weight: .ones([3], dtype: .float64)) }
                == "layerNorm: expected one floating-point type; got float32, float64.")
    }

    @Test func emptyRows() throws {
        var x = try Tensor.zeros(0, 3)
        try x.requireGrad()
        let weight = try Tensor.ones(3, requiresGrad: true)
        try x.layerNorm([3], weight: weight).sum().backward()
        #expect(x.grad?.shape == [0, 3] && weight.grad?.values == [0, 0, 0])
    }
}
