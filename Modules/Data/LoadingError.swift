/// Why a ``DataLoader`` could not give a batch. It reads `DataLoader, epoch 2, batch 7: <cause>`.
public struct LoadingError: Error, Sendable, CustomStringConvertible {
    /// The epoch, from 0 on.
    public let epoch: Int
    /// The batch, from 0 on; nil when the epoch's order could not be had.
    public let batch: Int?
    /// The element of the dataset at fault; nil when it is another part of the work.
    public let index: Int?
    /// What the dataset, the sampler, the transform or the collation threw.
    public let cause: any Error

    init(epoch: Int, batch: Int?, index: Int? = nil, cause: any Error) {
        self.epoch = epoch
        self.batch = batch
        self.index = index
        self.cause = cause
    }

    public var description: String {
        var place = "DataLoader, epoch \(epoch)"
        if let batch { place += ", batch \(batch)" }
        if let index { place += ", element \(index)" }
        return "\(place): \(cause)"
    }
}

/// What an element's own failure carries up to where the batch is known.
struct ElementError: Error {
    let index: Int
    let cause: any Error
}
