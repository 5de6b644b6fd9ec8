import Data
import TestSupport
import Testing

struct DistributedSamplerTests {
    /// As `torch.utils.data.DistributedSampler` gives them for range(10), three replicas and
    /// shuffle=False.
    @Test func partsAreThoseOfPyTorch() throws {
        let parts = try (0..<3).map {
            try DistributedSampler(10, replicas: 3, rank: $0, shuffle: false)
                .indices(seed: 0, epoch: 0)
        }
        #expect(parts == [[0, 3, 6, 9], [1, 4, 7, 0], [2, 5, 8, 1]])
        let dropped = try (0..<3).map {
            try DistributedSampler(10, replicas: 3, rank: $0, shuffle: false, dropLast: true)
                .indices(seed: 0, epoch: 0)
        }
        #expect(dropped == [[0, 3, 6], [1, 4, 7], [2, 5, 8]])
    }

    @Test func moreReplicasThanElementsRepeatThem() throws {
        let parts = try (0..<5).map {
            try DistributedSampler(2, replicas: 5, rank: $0, shuffle: false)
                .indices(seed: 0, epoch: 0)
        }
        #expect(parts == [[0], [1], [0], [1], [0]])
        let last = try DistributedSampler(2, replicas: .max, rank: Int.max - 1, shuffle: false)
        #expect(last.count == 1)
        #expect(try last.indices(seed: 0, epoch: 0) == [0])
        #expect(try DistributedSampler(0, replicas: 2, rank: 1).indices(seed: 0, epoch: 0) == [])
    }

    @Test func ranksShareAnOrderThatChangesWithTheEpoch() throws {
        func union(_ epoch: Int) throws -> [Int] {
            try (0..<2).flatMap {
                try DistributedSampler(8, replicas: 2, rank: $0).indices(seed: 9, epoch: epoch)
            }
        }
        #expect(try union(0).sorted() == Array(0..<8))
        #expect(try union(0) != union(1))
    }

    @Test(arguments: [(2, 2), (2, -1), (0, 0)])
    func refusesRanksThatAreNone(replicas: Int, rank: Int) {
        #expect(
            errorText { _ = try DistributedSampler(5, replicas: replicas, rank: rank) }
                .contains("got rank \(rank) of \(replicas)"))
    }
}
