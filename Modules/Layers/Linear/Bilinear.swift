import Autograd

/// xᵀ A y + b of two inputs, with a learnt matrix A for each output.
///
/// Shape: [..., in1Features] and [..., in2Features] → [..., outFeatures]; weight [outFeatures,
/// in1Features, in2Features], bias [outFeatures].
///
/// Weight and bias start uniform over ±1/√in1Features.
///
/// Source: PyTorch 2.13, `torch.nn.Bilinear`.
public final class Bilinear: Module, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, a locked cell, is never replaced after init.

    /// The matrices, [outFeatures, in1Features, in2Features].
    @Parameter public var weight: Tensor
    /// The bias, [outFeatures], or nil.
    public let bias: Parameter?

    /// A layer of two inputs.
    ///
    /// - Throws: ``TensorError`` when a size is not positive.
    public init(
        _ in1Features: Int, _ in2Features: Int, _ outFeatures: Int, bias: Bool = true,
        generator: Generator = .default
    ) throws {
        guard in1Features > 0, in2Features > 0, outFeatures > 0 else {
            throw TensorError(
                .value, "Bilinear", expected: "sizes of at least 1",
                got: "\(in1Features), \(in2Features) and \(outFeatures)")
        }
        let bound = 1 / Double(in1Features).squareRoot()
        func uniform(_ shape: Shape) throws -> Tensor {
            try Tensor.uniform(shape, low: -bound, high: bound, generator: generator)
        }
        weight = try uniform([outFeatures, in1Features, in2Features])
        self.bias = bias ? Parameter(try uniform([outFeatures])) : nil
    }

    /// The output for both inputs.
    ///
    /// - Throws: ``TensorError`` when shapes or types do not fit.
    public func callAsFunction(_ x: Tensor, _ y: Tensor) throws -> Tensor {
        do { return try bilinear(x, y, weight: weight, bias: bias?.value) } catch {
            throw error.passing(through: "Bilinear")
        }
    }
}
