import Data

/// Elements that are their positions, of which some cannot be had.
struct Positions: Dataset {
    let count: Int
    var failing: Set<Int> = []

    subscript(index: Int) -> Tensor {
        get throws {
            if failing.contains(index) { throw Unreadable() }
            return try Tensor([index], shape: [])
        }
    }
}

struct Unreadable: Error {}

/// A sampler that says one thing and does another.
struct FaultySampler: Sampler {
    var count = 3
    var order = [0, 1]
    func indices(seed: UInt64, epoch: Int) throws -> [Int] { order }
    var description: String { "FaultySampler" }
}

extension DataLoader where Batch == Tensor {
    /// The batches of the next loop, as numbers.
    func epochValues() throws -> [[Int]] {
        try map { try $0.get().toArray(as: Int.self) }
    }
}
