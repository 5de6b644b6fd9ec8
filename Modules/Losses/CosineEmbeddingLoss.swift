/// 1 − cos of the angle between two vectors where the target is 1, and max(0, cos − margin) where it
/// is −1.
///
/// Shape: vectors [n, size] and targets [n], or [size] and [] → [] or, with `.none`, the targets'
/// shape.
///
/// The squares of lengths get 1e-12 added, so a vector of zeros has cosine 0.
///
/// - Throws: ``TensorError`` when the shapes do not fit.
public func cosineEmbeddingLoss(
    _ first: Tensor, _ second: Tensor, _ target: Tensor, margin: Double = 0,
    reduction: Reduction = .mean
) throws(TensorError) -> Tensor {
    let name = "cosineEmbeddingLoss"
    try LossInputs.requireSameShape(name, second, "a second input", as: first, "the first")
    guard first.rank == 1 || first.rank == 2, target.shape == first.shape.removing(first.rank - 1)
    else {
        throw TensorError(
            .shape, name, expected: "vectors [n, size] with targets [n], or [size] with []",
            got: "\(first.shape) with \(target.shape)", inputs: [first, second, target])
    }
    let squares = try (first.square().sum(dim: -1) + 1e-12) * (second.square().sum(dim: -1) + 1e-12)
    let cosine = try (first * second).sum(dim: -1) / squares.sqrt()
    let zero = try Tensor.zeros(dtype: cosine.dtype)
    let alike = try `where`(target .== 1, 1 - cosine, zero)
    return try (alike + `where`(target .== -1, (cosine - margin).clamp(min: 0), zero))
        .reduced(reduction)
}

/// ``cosineEmbeddingLoss(_:_:_:margin:reduction:)`` as a value.
public struct CosineEmbeddingLoss: LossFunction {
    public static let lossName = "CosineEmbeddingLoss"
    public static let inputNames = ["the first input", "the second input", "the target"]
    /// The cosine up to which vectors that are not alike cost nothing.
    public let margin: Double
    /// What is made of the losses of a batch.
    public let reduction: Reduction

    public init(
        margin: Double = 0, reduction: Reduction = .mean
    ) {
        self.margin = margin
        self.reduction = reduction
    }

    /// The loss of its inputs.
    public func callAsFunction(
        _ first: Tensor, _ second: Tensor, _ target: Tensor
    ) throws -> Tensor {
        try cosineEmbeddingLoss(first, second, target, margin: margin, reduction: reduction)
    }

    public func callAsFunction(_ inputs: Triple) throws -> Tensor {
        try self(inputs.first, inputs.second, inputs.third)
    }
}

extension CosineEmbeddingLoss {
    public static var samples: [LossSample<CosineEmbeddingLoss>] {
        get throws {
            let inputs = Triple(
                try Samples.values([4, 3], in: -2...2),
                try Samples.values([4, 3], in: -2...2, seed: 1),
                try Tensor([1, -1, -1, 1]))
            return [
                LossSample("rows", inputs: inputs) { reduction, _ in
                    CosineEmbeddingLoss(margin: -0.2, reduction: reduction)
                }
            ]
        }
    }
}
