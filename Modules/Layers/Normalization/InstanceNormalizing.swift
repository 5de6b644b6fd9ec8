/// What ``InstanceNorm1d``, ``InstanceNorm2d`` and ``InstanceNorm3d`` share: they differ in the
/// shapes they accept.
protocol InstanceNormalizing: AnyObject {
    static var layerName: String { get }
    var configuration: InstanceNormConfiguration { get }
    var weight: Parameter? { get }
    var bias: Parameter? { get }
    var runningMean: Buffer? { get }
    var runningVar: Buffer? { get }
    var isTraining: Bool { get }
}

extension InstanceNormalizing {
    /// The output for an input with `dims` axes after the channels, with a batch or without.
    func normalize(_ input: Tensor, dims: Int) throws -> Tensor {
        let channels = configuration.numFeatures
        let axis = input.rank - dims - 1
        guard axis == 0 || axis == 1, input.shape[axis] == channels else {
            let plane = ["length", "height, width", "depth, height, width"][dims - 1]
            throw TensorError(
                .shape, Self.layerName,
                expected: "[n, \(channels), \(plane)] or [\(channels), \(plane)]",
                got: "\(input.shape)", inputs: [input])
        }
        let batch = axis == 1 ? input : try input.unsqueeze(dim: 0)
        let output = try normalize(batch)
        return axis == 1 ? output : try output.squeeze(dim: 0)
    }

    private func normalize(_ batch: Tensor) throws -> Tensor {
        if !isTraining, let runningMean, let runningVar {
            return try batch.batchNormEvaluation(
                mean: runningMean.value, variance: runningVar.value, weight: weight?.value,
                bias: bias?.value, eps: configuration.eps)
        }
        let output = try batch.instanceNorm(
            weight: weight?.value, bias: bias?.value, eps: configuration.eps)
        if isTraining, batch.count > 0 { try track(batch.detach()) }
        return output
    }

    /// Moves running statistics towards the averages, over the batch, of means and unbiased
    /// variances.
    private func track(_ batch: Tensor) throws {
        guard let runningMean, let runningVar else { return }
        let (places, share) = (Array(2..<batch.rank), configuration.momentum)
        let mean = try batch.mean(dims: places).mean(dim: 0)
        let variance = try batch.var(dims: places).mean(dim: 0)
        let newMean = try runningMean.value * (1 - share) + mean * share
        let newVariance = try runningVar.value * (1 - share) + variance * share
        runningMean.value = newMean
        runningVar.value = newVariance
    }
}
