import Data
import TestSupport
import Testing

struct LoadingErrorTests {
    private func failure(_ loader: DataLoader<Tensor>) -> LoadingError? {
        for batch in loader {
            if case .failure(let error) = batch { return error }
        }
        return nil
    }

    @Test func namesEpochBatchAndElement() throws {
        let loader = try DataLoader(Positions(count: 10, failing: [7]), batchSize: 3)
        let error = try #require(failure(loader))
        #expect(error.epoch == 0 && error.batch == 2 && error.index == 7)
        #expect(error.cause is Unreadable)
        #expect("\(error)" == "DataLoader, epoch 0, batch 2, element 7: Unreadable()")
    }

    @Test func anOrderThatCannotBeHadHasNoBatch() throws {
        let error = try #require(
            failure(DataLoader(Positions(count: 3), batchSize: 2, sampler: FaultySampler())))
        #expect(error.batch == nil && error.index == nil)
        #expect("\(error)".hasPrefix("DataLoader, epoch 0: BatchSampler: expected 3 positions"))
    }

    @Test func positionsThatAreNotThereAreRefused() throws {
        let sampler = FaultySampler(count: 2, order: [0, 3])
        let error = try #require(
            failure(DataLoader(Positions(count: 3), batchSize: 2, sampler: sampler)))
        #expect("\(error)".contains("expected positions below 3; got 3."))
    }

    @Test func batchesThatDoNotCollateHaveNoElement() throws {
        let data = ArrayDataset([try constant([1]), try constant([1, 2])])
        let error = try #require(failure(DataLoader(data, batchSize: 2)))
        #expect(error.batch == 0 && error.index == nil && error.cause is TensorError)
    }
}
