import Autograd
import GradientCheck
import TestSupport
import Testing

struct BatchNormalizationGradientsTests {
    private func inputs(_ shape: Shape) throws -> [Tensor] {
        try [shape, [shape[1]], [shape[1]]].enumerated().map { index, shape in
            try Tensor.normal(
                shape, dtype: .float64, requiresGrad: true,
                generator: Generator(seed: UInt64(index)))
        }
    }

    /// The fused rule takes gradients of the output alone; with those of the statistics the
    /// composed one is used. Together they are the sum.
    @Test(arguments: [[5, 2], [2, 3, 2, 2]] as [Shape])
    func gradientsOfTheStatisticsAddUp(shape: Shape) throws {
        let inputs = try inputs(shape)
        func gradients(_ outputs: (Tensor, Tensor, Tensor) throws -> [Tensor]) throws -> [[Double]]
        {
            let result = try BatchNormalization()(inputs)
            let roots = try outputs(result.first, result.second, result.third)
            return try grad(
                of: roots, wrt: inputs,
                gradients: roots.map { try Samples.values($0.shape, in: -1...1) },
                allowUnused: true
            ).map { $0?.values ?? [0] }
        }
        let output = try gradients { y, _, _ in [y] }
        let mean = try gradients { _, m, _ in [m] }
        let variance = try gradients { _, _, v in [v] }
        let all = try gradients { [$0, $1, $2] }
        let sums = output[0].indices.map { output[0][$0] + mean[0][$0] + variance[0][$0] }
        // Two rules round differently: a few dozen roundings of numbers of size 1.
        #expect(near(all[0], sums, within: 1e-13))
        #expect(near(all[1], output[1], within: 1e-13) && near(all[2], output[2], within: 1e-13))
        // 1/n to the mean.
        let n = Double(inputs[0].count / shape[1])
        #expect(
            near(
                [mean[0].reduce(0, +)],
                [try Samples.values([shape[1]], in: -1...1).sum().item()], within: 1e-13))
        #expect((mean[0][0] * n).magnitude > 1e-3)
    }

    @Test func gradientsAreRightAlsoForTheStatistics() throws {
        try gradcheck(
            {
                let r = try BatchNormalization()($0); return [r.first, r.second, r.third]
            },
            inputs: inputs([4, 2]))
        try gradgradcheck(
            {
                let r = try BatchNormalization(eps: 0.1)($0); return [r.first, r.third]
            },
            inputs: inputs([2, 2, 3]))
    }

    @Test func emptyBatchesHaveZeroGradients() throws {
        var inputs = [
            try Tensor.zeros(0, 3), try Tensor.ones(3, requiresGrad: true),
            try Tensor.zeros(3, requiresGrad: true),
        ]
        try inputs[0].requireGrad()
        try BatchNormalization()(inputs).first.sum().backward()
        #expect(inputs[0].grad?.shape == [0, 3])
        #expect(inputs[1].grad?.values == [0, 0, 0] && inputs[2].grad?.values == [0, 0, 0])
    }
}
