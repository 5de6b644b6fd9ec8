/// What ``BatchNorm1d``, ``BatchNorm2d`` and ``BatchNorm3d`` share: they differ in the
/// shapes they accept.
protocol BatchNormalizing: AnyObject {
    static var layerName: String { get }
    var configuration: BatchNormConfiguration { get }
    var weight: Parameter? { get }
    var bias: Parameter? { get }
    var runningMean: Buffer? { get }
    var runningVar: Buffer? { get }
    var numBatchesTracked: Buffer? { get }
    var isTraining: Bool { get }
}

/// The cells that a batch normalization starts with.
struct BatchNormCells {
    let weight, bias: Parameter?
    let runningMean, runningVar, numBatchesTracked: Buffer?

    init(_ configuration: BatchNormConfiguration) throws(TensorError) {
        let shape: Shape = [configuration.numFeatures]
        weight = configuration.affine ? Parameter(try .ones(shape)) : nil
        bias = configuration.affine ? Parameter(try .zeros(shape)) : nil
        let tracks = configuration.trackRunningStats
        runningMean = tracks ? Buffer(try .zeros(shape)) : nil
        runningVar = tracks ? Buffer(try .ones(shape)) : nil
        numBatchesTracked = tracks ? Buffer(try .zeros([], dtype: .int64)) : nil
    }
}

extension BatchNormalizing {
    /// The output for an input of one of the accepted shapes.
    func normalize(_ input: Tensor, accepting shapes: String, of ranks: ClosedRange<Int>) throws
        -> Tensor
    {
        guard ranks.contains(input.rank), input.shape[1] == configuration.numFeatures else {
            throw TensorError(
                .shape, Self.layerName, expected: shapes, got: "\(input.shape)", inputs: [input])
        }
        if !isTraining, let runningMean, let runningVar {
            return try input.batchNormEvaluation(
                mean: runningMean.value, variance: runningVar.value, weight: weight?.value,
                bias: bias?.value, eps: configuration.eps)
        }
        let result = try input.batchNormTraining(
            weight: weight?.value, bias: bias?.value, eps: configuration.eps)
        if isTraining, input.count > 0 {
            try track(
                mean: result.mean, variance: result.variance,
                count: input.count / configuration.numFeatures)
        }
        return result.output
    }

    /// Moves running statistics towards those of a batch with `count` values per channel.
    private func track(mean: Tensor, variance: Tensor, count: Int) throws {
        guard let runningMean, let runningVar, let numBatchesTracked else { return }
        let batches = try numBatchesTracked.value.item(as: Int.self) + 1
        let share = configuration.momentum ?? 1 / Double(batches)
        // The operation's variance is that of the batch itself; running ones estimate that of
        // the population (Bessel's correction). With one value per channel it has thrown.
        let unbiased = variance * (Double(count) / Double(count - 1))
        let newMean = try runningMean.value * (1 - share) + mean * share
        let newVariance = try runningVar.value * (1 - share) + unbiased * share
        numBatchesTracked.value = try Tensor([batches], shape: [])
        runningMean.value = newMean
        runningVar.value = newVariance
    }
}
