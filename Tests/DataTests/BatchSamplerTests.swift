import Data
import TestSupport
import Testing

struct BatchSamplerTests {
    private func sizes(
        _ count: Int, _ size: Int, dropLast: Bool = false, least: Int = 1
    ) throws -> [Int] {
        let sampler = try BatchSampler(
            SequentialSampler(count), batchSize: size, dropLast: dropLast, minBatchSize: least)
        let batches = try sampler.batches(seed: 0, epoch: 0)
        #expect(batches.count == sampler.count)
        #expect(batches.joined().elementsEqual(0..<batches.joined().count))
        return batches.map(\.count)
    }

    @Test func theLastMayBeSmallerOrLeftOut() throws {
        #expect(try sizes(10, 4) == [4, 4, 2])
        #expect(try sizes(10, 4, dropLast: true) == [4, 4])
        #expect(try sizes(8, 4) == [4, 4])
        #expect(try sizes(3, 4) == [3])
        #expect(try sizes(3, 4, dropLast: true) == [])
        #expect(try sizes(0, 4) == [])
    }

    @Test func aLastOfTooFewJoinsTheOneBefore() throws {
        #expect(try sizes(9, 4, least: 2) == [4, 5])
        #expect(try sizes(10, 4, least: 2) == [4, 4, 2])
        #expect(try sizes(1, 4, least: 2) == [1])
        #expect(try sizes(9, 4, dropLast: true, least: 2) == [4, 4])
    }

    @Test func refusesSizesThatAreNone() throws {
        let sampler = SequentialSampler(3)
        #expect(
            errorText { _ = try BatchSampler(sampler, batchSize: 0) }
                .contains("expected a batch size of at least 1; got 0."))
        #expect(
            errorText { _ = try BatchSampler(sampler, batchSize: 2, minBatchSize: 3) }
                .contains("expected a least size from 1 to the batch size, 2; got 3."))
        let faulty = try BatchSampler(FaultySampler(), batchSize: 2)
        #expect(
            errorText { _ = try faulty.batches(seed: 0, epoch: 0) }
                .contains("expected 3 positions of FaultySampler; got 2."))
    }
}
