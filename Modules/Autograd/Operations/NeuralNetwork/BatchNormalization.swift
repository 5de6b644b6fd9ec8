import Kernels

/// (x − mean) / √(variance + ε) · weight + bias, with mean and variance of each channel over all
/// other axes, of [x], [x, weight] or [x, weight, bias]; gives also the means and the variances.
///
/// The statistics are differentiable results: who keeps them beyond the step detaches them.
///
/// Source: Ioffe and Szegedy 2015, "Batch normalization", algorithm 1.
package struct BatchNormalization: Operation {
    public static let name = "batchNorm"
    public static let saves = Saves.inputs
    public typealias Outputs = Triple

    /// Added to the variance, inside the root.
    public let eps: Double

    /// Mean and 1/√(variance + ε) of each channel.
    public struct Saved: Sendable {
        let mean, inverse: Tensor
    }

    public init(eps: Double = 1e-5) { self.eps = eps }

    public func infer(_ inputs: [Tensor]) throws(TensorError) -> Three<TensorSpec> {
        guard let x = inputs.first, inputs.count <= 3 else {
            preconditionFailure("batchNorm takes an input, a weight and a bias")
        }
        try Self.check(x, perChannel: Array(inputs.dropFirst()))
        if x.count == x.shape[1], x.shape[1] > 0 {
            throw TensorError(
                .shape, Self.name, expected: "more than one value per channel", got: "\(x.shape)",
                hint: "Use larger batches, or evaluation mode.", inputs: [x])
        }
        let statistic = TensorSpec([x.shape[1]], x.dtype)
        return Three(TensorSpec(x.shape, x.dtype), statistic, statistic)
    }

    /// The input must be [n, channels, ...], the others [channels], and all of one type.
    static func check(_ x: Tensor, perChannel: [Tensor]) throws(TensorError) {
        let all = [x] + perChannel
        guard x.rank >= 2, perChannel.allSatisfy({ $0.shape == [x.shape[1]] }) else {
            throw TensorError(
                .shape, name, expected: "an input [n, channels, ...], the others [channels]",
                got: all.map { "\($0.shape)" }.joined(separator: ", "), inputs: all)
        }
        guard x.dtype.isFloatingPoint, perChannel.allSatisfy({ $0.dtype == x.dtype }) else {
            throw TensorError(
                .dtype, name, expected: "one floating-point type",
                got: all.map { "\($0.dtype)" }.joined(separator: ", "), inputs: all)
        }
    }

    public func forward(
        _ inputs: [Tensor], _ specs: Three<TensorSpec>, saving saved: inout Saved?
    ) throws(TensorError) -> Triple {
        let inputs = try inputs.map { tensor throws(TensorError) in
            try tensor.compact(operation: Self.name)
        }
        let (dtype, channels) = (specs.first.dtype, specs.second.shape)
        guard let loop = BatchNormLoop.kernel(dtype) else {
            preconditionFailure("\(Self.name): no kernel for \(dtype)")
        }
        let result = try Tensor.empty(specs.first.shape, dtype, operation: Self.name)
        let mean = try Tensor.empty(channels, dtype, operation: Self.name)
        let variance = try Tensor.empty(channels, dtype, operation: Self.name)
        let inverse = try Tensor.empty(channels, dtype, operation: Self.name)
        loop(
            result.body.view, mean: mean.body.view, variance: variance.body.view,
            inverse: inverse.body.view, inputs[0].body.view,
            weight: inputs.count > 1 ? inputs[1].body.view : nil,
            bias: inputs.count > 2 ? inputs[2].body.view : nil, eps: eps)
        // A view of its own, for `mean` is about to get a place in the graph.
        saved = Saved(mean: mean.view(mean.body.view), inverse: inverse)
        return withExtendedLifetime(inputs) { Triple(result, mean, variance) }
    }

    public static let gradient = Gradient<BatchNormalization>.rule(
        { context throws(TensorError) in try context.composedGradients() },
        fused: { context throws(TensorError) in try context.fusedGradients() })

    public static var samples: [Sample<BatchNormalization>] {
        get throws {
            let x = try Samples.values([4, 2], in: -2...2)
            let images = try Samples.values([2, 3, 2, 2], in: -2...2, seed: 1)
            let weight = try Samples.values([3], in: 0.5...2, seed: 2)
            let bias = try Samples.values([3], in: -1...1, seed: 3)
            return [
                Sample("rows", BatchNormalization(), [x]),
                Sample(
                    "rows with weight and bias", BatchNormalization(eps: 0.1),
                    [
                        x, try weight.narrow(dim: 0, start: 0, length: 2).clone(),
                        try bias.narrow(dim: 0, start: 0, length: 2).clone(),
                    ]),
                Sample("images", BatchNormalization(eps: 0.1), [images]),
                Sample("images with weight", BatchNormalization(), [images, weight]),
                Sample(
                    "images with weight and bias", BatchNormalization(), [images, weight, bias]),
                Sample(
                    "one image", BatchNormalization(),
                    [try Samples.values([1, 2, 5], in: -2...2, seed: 4)]),
            ]
        }
    }
}
