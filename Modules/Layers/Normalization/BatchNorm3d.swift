/// (x − mean) / √(variance + ε) · weight + bias for each channel: in training with mean and
/// (biased) variance over the batch and the image, in evaluation with running ones.
///
/// Shape: [n, channels, depth, height, width] → the same; all parameters and buffers [channels].
///
/// Running statistics move by `momentum` towards each training batch's mean and unbiased variance;
/// an empty batch leaves them alone.
///
/// Source: Ioffe and Szegedy 2015, "Batch normalization"; PyTorch 2.13, `torch.nn.BatchNorm3d`.
public final class BatchNorm3d: ConfigurableLayer, BatchNormalizing, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, an atomic cell, is never replaced after init.

    public static let layerName = "BatchNorm3d"
    public let configuration: BatchNormConfiguration
    /// The scale, or nil; starts as 1.
    public let weight: Parameter?
    /// The shift, or nil; starts as 0.
    public let bias: Parameter?
    /// The running mean, or nil; starts as 0.
    public let runningMean: Buffer?
    /// The running variance, or nil; starts as 1.
    public let runningVar: Buffer?
    /// How many batches the running statistics have seen, as `int64`, or nil.
    public let numBatchesTracked: Buffer?

    /// Whether the batch's statistics are used, and tracked.
    @TrainingMode public var isTraining: Bool

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(_ configuration: BatchNormConfiguration, generator _: Generator) throws {
        try configuration.validate(Self.layerName)
        self.configuration = configuration
        let cells = try BatchNormCells(configuration)
        weight = cells.weight
        bias = cells.bias
        runningMean = cells.runningMean
        runningVar = cells.runningVar
        numBatchesTracked = cells.numBatchesTracked
    }

    /// A layer for a number of channels.
    ///
    /// - Parameter momentum: The share of the newest batch in running statistics; nil makes them
    ///   the average of all batches.
    /// - Throws: ``TensorError`` when an option is out of range.
    public convenience init(
        _ numFeatures: Int, eps: Double = 1e-5, momentum: Double? = 0.1, affine: Bool = true,
        trackRunningStats: Bool = true
    ) throws {
        try self.init(
            BatchNormConfiguration(
                numFeatures: numFeatures, eps: eps, momentum: momentum, affine: affine,
                trackRunningStats: trackRunningStats), generator: .default)
    }

    /// - Throws: ``TensorError`` when the shape does not fit, or when the batch's statistics are
    ///   used and it has one value per channel.
    public func forward(_ input: Tensor) throws -> Tensor {
        let channels = configuration.numFeatures
        return try normalize(input, accepting: "[n, \(channels), depth, height, width]", of: 5...5)
    }
}

extension BatchNorm3d {
    public static var samples: [LayerSample<BatchNorm3d>] {
        get throws {
            [
                try LayerSample(
                    "volumes", BatchNormConfiguration(numFeatures: 2), shape: [2, 2, 1, 2, 3],
                    refusing: [[2, 3, 2, 1, 3], [2, 2], [2, 2, 2, 3], [1, 2, 1, 1, 1]]),
                try LayerSample(
                    "plain", BatchNormConfiguration(numFeatures: 2, affine: false),
                    shape: [2, 2, 1, 2, 3]),
            ]
        }
    }
}
