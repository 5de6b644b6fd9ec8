public import TensorCore

/// A sampler's order cut into batches of one size.
public struct BatchSampler: BatchSampling {
    private let sampler: any Sampler
    private let batchSize: Int
    private let dropLast: Bool
    private let minBatchSize: Int

    /// - Parameters:
    ///   - batchSize: The size of each batch; the last may be smaller.
    ///   - dropLast: Whether a last batch that is smaller is left out.
    ///   - minBatchSize: A last batch of fewer joins the one before it: 2 where batch normalization
    ///     has nothing to measure on one.
    /// - Throws: ``TensorError`` unless both sizes are at least 1, and `minBatchSize` at most
    ///   `batchSize`.
    public init(
        _ sampler: any Sampler, batchSize: Int, dropLast: Bool = false, minBatchSize: Int = 1
    ) throws(TensorError) {
        try require(batchSize >= 1, "BatchSampler", "a batch size of at least 1", "\(batchSize)")
        try require(
            (1...batchSize).contains(minBatchSize), "BatchSampler",
            "a least size from 1 to the batch size, \(batchSize)", "\(minBatchSize)")
        self.sampler = sampler
        self.batchSize = batchSize
        self.dropLast = dropLast
        self.minBatchSize = minBatchSize
    }

    public var count: Int {
        let (whole, rest) = sampler.count.quotientAndRemainder(dividingBy: batchSize)
        return rest == 0 || dropLast || (rest < minBatchSize && whole > 0) ? whole : whole + 1
    }

    public func batches(seed: UInt64, epoch: Int) throws -> [[Int]] {
        let order = try sampler.indices(seed: seed, epoch: epoch)
        try require(
            order.count == sampler.count, "BatchSampler",
            "\(sampler.count) positions of \(sampler)",
            "\(order.count)")
        return (0..<count).map { batch in
            let isLast = batch == count - 1 && !dropLast
            return Array(
                order[batch * batchSize..<(isLast ? order.count : (batch + 1) * batchSize)])
        }
    }

    public var description: String {
        "BatchSampler(\(sampler), batchSize: \(batchSize), dropLast: \(dropLast), "
            + "minBatchSize: \(minBatchSize))"
    }
}
