/// How improbable sequences of labels are, given log-probabilities of labels and of a blank at each
/// time, over all ways to place the labels in time.
///
/// Shape: log-probabilities [times, n, classes], as `logSoftmax(dim: 2)` gives them; targets [n, size]
/// or, one after the other, [sum of targetLengths]; lengths [n] → [] or, with `.none`, [n]. For one
/// sequence [times, classes], [size], [] and [] → [].
///
/// The mean is that of the losses divided by their numbers of labels.
///
/// - Parameters:
///   - inputLengths: How many of the times belong to each sequence.
///   - targetLengths: How many labels each sequence has.
///   - blank: The class that stands for no label.
///   - zeroInfinity: Whether a sequence with more labels than its times can hold has loss and
///     gradient 0, instead of ∞ and NaN.
/// - Throws: ``TensorError`` when shapes or types do not fit, a label is the blank or no class, or a
///   length is out of range.
///
/// Source: Graves, Fernández, Gomez and Schmidhuber 2006, "Connectionist temporal classification";
/// PyTorch 2.13, `torch.nn.functional.ctc_loss`.
public func ctcLoss(
    _ logProbabilities: Tensor, _ targets: Tensor, inputLengths: Tensor, targetLengths: Tensor,
    blank: Int = 0, reduction: Reduction = .mean, zeroInfinity: Bool = false
) throws(TensorError) -> Tensor {
    let isBatch = logProbabilities.rank == 3
    let x = isBatch ? logProbabilities : try logProbabilities.unsqueeze(dim: 1)
    let batch = x.rank == 3 ? x.shape[1] : 1
    for tensor in [targets, inputLengths, targetLengths] where !tensor.dtype.isInteger {
        throw TensorError(
            .dtype, "ctcLoss", expected: "integer targets and lengths", got: "\(tensor.dtype)",
            inputs: [tensor])
    }
    guard inputLengths.count == batch, targetLengths.count == batch else {
        throw TensorError(
            .shape, "ctcLoss", expected: "two lengths for each of \(batch) sequences",
            got: "\(inputLengths.shape) and \(targetLengths.shape)",
            inputs: [logProbabilities, inputLengths, targetLengths])
    }
    let counts = try targetLengths.to(dtype: .int64).toArray(as: Int.self)
    let operation = ConnectionistTemporalClassification(
        try sequences(targets, counts, isBatch: isBatch),
        lengths: try inputLengths.to(dtype: .int64).toArray(as: Int.self), blank: blank,
        zeroInfinity: zeroInfinity)
    let losses = try operation(x)
    switch reduction {
    case .none: return isBatch ? losses : try losses.reshape([])
    case .sum: return losses.sum()
    case .mean:
        let divisors = try Tensor(counts.map { Double(max($0, 1)) }, shape: [batch])
        return try (losses / divisors.to(dtype: losses.dtype)).mean()
    }
}

/// The labels of each sequence, out of rows or out of one list.
private func sequences(
    _ targets: Tensor, _ counts: [Int], isBatch: Bool
) throws(TensorError) -> [[Int]] {
    let isTable = targets.rank == 2 && targets.shape[0] == counts.count
    let most = isTable ? targets.shape[1] : targets.count
    guard isTable || targets.rank == 1, counts.allSatisfy({ (0...most).contains($0) }),
        isTable || counts.reduce(0, +) == targets.count || !isBatch
    else {
        throw TensorError(
            .shape, "ctcLoss",
            expected: "targets [\(counts.count), size], or one after the other, with lengths that "
                + "fit them",
            got: "\(targets.shape) with lengths \(counts)", inputs: [targets])
    }
    let numbers = try targets.to(dtype: .int64).toArray(as: Int.self)
    var start = 0
    return counts.enumerated().map { n, count in
        if isTable { start = n * most }
        defer { start += count }
        return Array(numbers[start..<start + count])
    }
}

/// ``ctcLoss(_:_:inputLengths:targetLengths:blank:reduction:zeroInfinity:)`` as a value.
public struct CTCLoss: LossFunction {
    public static let lossName = "CTCLoss"
    public static let inputNames = [
        "the log-probabilities", "the targets", "the input lengths", "the target lengths",
    ]
    /// The class that stands for no label.
    public let blank: Int
    /// What is made of the losses of a batch.
    public let reduction: Reduction
    /// Whether infinite losses count as 0.
    public let zeroInfinity: Bool

    public init(blank: Int = 0, reduction: Reduction = .mean, zeroInfinity: Bool = false) {
        self.blank = blank
        self.reduction = reduction
        self.zeroInfinity = zeroInfinity
    }

    /// The loss of its inputs.
    public func callAsFunction(
        _ logProbabilities: Tensor, _ targets: Tensor, _ inputLengths: Tensor,
        _ targetLengths: Tensor
    ) throws -> Tensor {
        try ctcLoss(
            logProbabilities, targets, inputLengths: inputLengths, targetLengths: targetLengths,
            blank: blank, reduction: reduction, zeroInfinity: zeroInfinity)
    }

    /// The loss of log-probabilities, targets, input lengths and target lengths.
    ///
    /// - Throws: ``TensorError`` unless these are four.
    public func callAsFunction(_ inputs: [Tensor]) throws -> Tensor {
        guard inputs.count == 4 else {
            throw TensorError(
                .value, Self.lossName, expected: "four tensors", got: "\(inputs.count)")
        }
        return try self(inputs[0], inputs[1], inputs[2], inputs[3])
    }
}

extension CTCLoss {
    public static var samples: [LossSample<CTCLoss>] {
        get throws {
            let inputs = [
                try Samples.values([4, 2, 3], in: -3...0), try Tensor([[1, 2], [2, 1]]),
                try Tensor([4, 3]), try Tensor([2, 2]),
            ]
            // The mean divides each of two losses by its two labels.
            return [
                LossSample("two sequences", inputs: inputs, batchDims: [1, 0, 0, 0], divisor: 4) {
                    reduction, _ in CTCLoss(reduction: reduction)
                }
            ]
        }
    }
}
