public import TensorCore

/// The part of one of several processes in the positions: each `replicas`-th of an order that is the
/// same in all of them, given the same seed.
///
/// All parts have the same length: the first positions come again at the end to fill the last row,
/// or, with `dropLast`, the rest is left out.
///
/// Source: PyTorch 2.13, `torch.utils.data.distributed.DistributedSampler`.
public struct DistributedSampler: Sampler {
    private let elementCount: Int
    private let replicas: Int
    private let rank: Int
    private let shuffle: Bool
    private let dropLast: Bool

    /// - Parameters:
    ///   - elementCount: How many elements the dataset has.
    ///   - replicas: How many processes there are.
    ///   - rank: Which of them this is, from 0 on.
    /// - Throws: ``TensorError`` when there is no such rank.
    public init(
        _ elementCount: Int, replicas: Int, rank: Int, shuffle: Bool = true, dropLast: Bool = false
    ) throws(TensorError) {
        try require(
            elementCount >= 0 && replicas > 0 && (0..<max(replicas, 1)).contains(rank),
            "DistributedSampler", "a rank from 0 to replicas less one",
            "rank \(rank) of \(replicas), \(elementCount) elements")
        self.elementCount = elementCount
        self.replicas = replicas
        self.rank = rank
        self.shuffle = shuffle
        self.dropLast = dropLast
    }

    public var count: Int {
        let (rows, rest) = elementCount.quotientAndRemainder(dividingBy: replicas)
        return dropLast || rest == 0 ? rows : rows + 1
    }

    public func indices(seed: UInt64, epoch: Int) throws -> [Int] {
        let order =
            shuffle
            ? try RandomSampler(elementCount).indices(seed: seed, epoch: epoch)
            : Array(0..<elementCount)
        return (0..<count).map { order[($0 * replicas + rank) % elementCount] }
    }

    public var description: String {
        "DistributedSampler(\(elementCount), replicas: \(replicas), rank: \(rank), "
            + "shuffle: \(shuffle), dropLast: \(dropLast))"
    }
}
