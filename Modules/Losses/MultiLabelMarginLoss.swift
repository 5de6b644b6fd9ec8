/// Σ max(0, 1 − (x[j] − x[i])) / classes over the targets j and the classes i that are none: each
/// target should exceed all other classes by 1.
///
/// Shape: scores [n, classes] with labels of that shape, or both [classes] → [] or, with `.none`,
/// [n] or []. A row of labels holds the classes of the example up to the first −1.
///
/// - Throws: ``TensorError`` when shapes or types do not fit, or a label before the first −1 is no
///   class.
public func multilabelMarginLoss(
    _ prediction: Tensor, _ target: Tensor, reduction: Reduction = .mean
) throws(TensorError) -> Tensor {
    let (x, name) = (prediction, "multilabelMarginLoss")
    try LossInputs.requireSameShape(name, target, as: x)
    guard x.rank == 1 || x.rank == 2, x.dtype.isFloatingPoint, target.dtype.isInteger else {
        throw TensorError(
            .shape, name, expected: "scores [n, classes] or [classes], and integer labels",
            got: "\(x.dtype) \(x.shape) and \(target.dtype)", inputs: [x, target])
    }
    let classes = x.shape[x.rank - 1]
    let rows = x.rank == 2 ? x.shape[0] : 1
    let labels = try LabelRows(target, rows: rows, classes: classes, name)
    let scores = try x.reshape([rows, classes])
    let own = try scores.gather(dim: 1, labels.indices).unsqueeze(dim: 2)
    // relu, whose gradient at the margin is 0, as is PyTorch's here. [rows, labels, classes].
    let terms = try (1 - own + scores.unsqueeze(dim: 1)).relu()
    let counts = try labels.isLabel.unsqueeze(dim: 2) * labels.isOther.unsqueeze(dim: 1)
    let kept = try `where`(counts, terms, Tensor.zeros(dtype: x.dtype))
    let losses = try kept.sum(dims: [1, 2]) / Double(classes)
    return try losses.reshape(x.shape.removing(x.rank - 1)).reduced(reduction)
}

/// Rows of labels that end at the first −1, as tensors of one width.
private struct LabelRows {
    /// The labels, and 0 after them: [rows, width].
    let indices: Tensor
    /// Which of these are labels: [rows, width].
    let isLabel: Tensor
    /// Which classes are none of a row's labels: [rows, classes].
    let isOther: Tensor

    init(
        _ target: Tensor, rows: Int, classes: Int, _ operation: String
    ) throws(TensorError) {
        let numbers = try target.to(dtype: .int64).toArray(as: Int.self)
        let lists = (0..<rows).map { row in
            Array(numbers[row * classes..<(row + 1) * classes].prefix { $0 != -1 })
        }
        if let label = lists.joined().first(where: { !(0..<classes).contains($0) }) {
            throw TensorError(
                .index, operation, expected: "labels from 0 to \(classes - 1), then −1",
                got: "\(label)", inputs: [target])
        }
        let width = Swift.max(1, lists.map(\.count).max() ?? 0)
        indices = try Tensor(
            lists.flatMap { $0 + Array(repeating: 0, count: width - $0.count) },
            shape: [rows, width])
        isLabel = try Tensor(
            lists.flatMap { list in (0..<width).map { $0 < list.count } }, shape: [rows, width])
        isOther = try Tensor(
            lists.flatMap { list in
                let own = Set(list)
                return (0..<classes).map { !own.contains($0) }
            }, shape: [rows, classes])
    }
}

/// ``multilabelMarginLoss(_:_:reduction:)`` as a value.
public struct MultiLabelMarginLoss: Loss {
    public static let lossName = "MultiLabelMarginLoss"
    /// What is made of the losses of a batch.
    public let reduction: Reduction

    public init(reduction: Reduction = .mean) { self.reduction = reduction }

    public func callAsFunction(_ prediction: Tensor, _ target: Tensor) throws -> Tensor {
        try multilabelMarginLoss(prediction, target, reduction: reduction)
    }
}

extension MultiLabelMarginLoss {
    public static var samples: [LossSample<MultiLabelMarginLoss>] {
        get throws {
            let x = try Samples.values([4, 3], in: -2...2)
            let target = try Tensor([[2, -1, 0], [0, 1, -1], [-1, 0, 1], [1, -1, -1]])
            return [
                LossSample("rows", prediction: x, target: target) { reduction, _ in
                    MultiLabelMarginLoss(reduction: reduction)
                }
            ]
        }
    }
}
