/// (x − mean) / √(variance + ε) · weight + bias for each channel of each element of the batch, with
/// mean and (biased) variance over its places; with running statistics, in evaluation with those.
///
/// Shape: [n, channels, depth, height, width] → the same; likewise without n. All parameters and buffers
/// [channels]; running_mean and running_var are there with `trackRunningStats` only.
///
/// Source: Ulyanov, Vedaldi, Lempitsky 2016, "Instance normalization"; PyTorch 2.13,
/// `torch.nn.InstanceNorm3d`.
public final class InstanceNorm3d: ConfigurableLayer, InstanceNormalizing, @unchecked Sendable {
    // `@unchecked`: the wrapper's storage, an atomic cell, is never replaced after init.

    public static let layerName = "InstanceNorm3d"
    public let configuration: InstanceNormConfiguration
    /// The scale, or nil; starts as 1.
    public let weight: Parameter?
    /// The shift, or nil; starts as 0.
    public let bias: Parameter?
    /// The running mean, or nil; starts as 0.
    public let runningMean: Buffer?
    /// The running variance, or nil; starts as 1.
    public let runningVar: Buffer?
    /// 0, which PyTorch's layer holds too, or nil.
    public let numBatchesTracked: Buffer?

    /// Whether running statistics are moved, and not used.
    @TrainingMode public var isTraining: Bool

    /// - Throws: ``TensorError`` when an option is out of range.
    public init(_ configuration: InstanceNormConfiguration, generator _: Generator) throws {
        try configuration.batchNorm.validate(Self.layerName)
        self.configuration = configuration
        let cells = try BatchNormCells(configuration.batchNorm)
        weight = cells.weight
        bias = cells.bias
        runningMean = cells.runningMean
        runningVar = cells.runningVar
        numBatchesTracked = cells.numBatchesTracked
    }

    /// A layer for a number of channels.
    ///
    /// - Throws: ``TensorError`` when an option is out of range.
    public convenience init(
        _ numFeatures: Int, eps: Double = 1e-5, momentum: Double = 0.1, affine: Bool = false,
        trackRunningStats: Bool = false
    ) throws {
        try self.init(
            InstanceNormConfiguration(
                numFeatures: numFeatures, eps: eps, momentum: momentum, affine: affine,
                trackRunningStats: trackRunningStats), generator: .default)
    }

    /// - Throws: ``TensorError`` when the shape does not fit, or when means are taken over one place.
    public func forward(_ input: Tensor) throws -> Tensor { try normalize(input, dims: 3) }
}

extension InstanceNorm3d {
    public static var samples: [LayerSample<InstanceNorm3d>] {
        get throws {
            [
                try LayerSample(
                    "affine", InstanceNormConfiguration(numFeatures: 2, affine: true),
                    shape: [2, 2, 1, 2, 2],
                    refusing: [[2, 3, 1, 2, 2], [2, 2, 3], [1, 2, 1, 1, 1]]),
                try LayerSample(
                    "one element, tracked",
                    InstanceNormConfiguration(numFeatures: 2, trackRunningStats: true),
                    shape: [2, 1, 2, 2]),
            ]
        }
    }
}
