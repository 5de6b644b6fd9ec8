import Data
import TestSupport
import Testing

struct DataLoaderStateTests {
    private func loader(
        seed: UInt64 = 8, batchSize: Int = 3, count: Int = 10, prefetch: Int = 0
    ) throws -> DataLoader<Tensor> {
        try DataLoader(
            Positions(count: count), batchSize: batchSize, shuffle: true, seed: seed,
            prefetch: prefetch)
    }

    /// After any number of batches of two epochs.
    @Test(arguments: 0...8, [0, 2])
    func goesOnAfterTheLastBatchThatWasGiven(taken: Int, prefetch: Int) throws {
        let whole = try loader()
        let expected = try whole.epochValues() + whole.epochValues() + whole.epochValues()

        let first = try loader(prefetch: prefetch)
        var batches: [[Int]] = []
        while batches.count < taken {
            for batch in first {
                batches.append(try batch.get().toArray(as: Int.self))
                if batches.count == taken { break }
            }
        }
        // Another seed, and another place to begin with: all is in the state.
        let second = try loader(seed: 99, prefetch: prefetch)
        _ = try second.epochValues()
        try second.loadStateDict(first.stateDict())
        #expect(second.epoch == first.epoch && second.position == first.position)
        while batches.count < expected.count { batches += try second.epochValues() }
        #expect(batches == expected)
    }

    /// A round of a few batches is an epoch, if the loader is told so before its state is taken.
    @Test(arguments: [0, 2])
    func roundsThatEndTheirEpochGoOnAsInOneGo(prefetch: Int) throws {
        func batches(_ loader: DataLoader<Tensor>) throws -> [[Int]] {
            try loader.prefix(2).map { try $0.get().toArray(as: Int.self) }
        }
        let whole = try loader()
        let expected = try (0..<3).map { _ in try batches(whole) }
        #expect(whole.epoch == 2 && expected[0] != expected[1])

        var state = try loader().stateDict()
        for epoch in 0..<3 {
            let next = try loader(seed: 99, prefetch: prefetch)
            try next.loadStateDict(state)
            #expect(next.epoch == epoch && next.position == 0)
            #expect(try batches(next) == expected[epoch])
            next.endEpoch()
            state = next.stateDict()
        }
        // Without it the state is one within the epoch.
        let first = try loader()
        _ = try batches(first)
        let second = try loader()
        try second.loadStateDict(first.stateDict())
        #expect(second.epoch == 0 && second.position == 2)
        second.endEpoch()
        #expect(second.epoch == 1 && second.position == 0)
    }

    @Test func theStateIsFourTensors() throws {
        let state = try loader(seed: .max).stateDict()
        #expect(state.keys == ["seed", "epoch", "position", "order"])
        #expect(try state["seed"]?.item() == -1)
    }

    @Test func refusesAnotherOrder() throws {
        let own = try loader()
        let before = own.stateDict()
        for other in [try loader(batchSize: 4), try loader(count: 11)] {
            let text = errorText { try own.loadStateDict(other.stateDict()) }
            #expect(text.contains("expected the state of BatchSampler(RandomSampler(10"))
            #expect(text.contains("got that of \"BatchSampler("))
        }
        // One that is not read, since it cannot be this one.
        var state = before
        state["order"] = try Tensor.zeros(1000, dtype: .uint8)
        #expect(errorText { try own.loadStateDict(state) }.contains("got another, uint8 [1000]."))
        state["order"] = try Tensor.zeros(before["order"]?.shape ?? [], dtype: .int64)
        #expect(errorText { try own.loadStateDict(state) }.contains("got another, int64 ["))
        #expect(try areIdentical(own.stateDict(), before))
    }

    @Test func refusesImpossibleStates() throws {
        let own = try loader()
        let before = own.stateDict()
        func refusal(_ name: String, _ tensor: Tensor?) -> String {
            var state = before
            state[name] = tensor
            return errorText { try own.loadStateDict(state) }
        }
        #expect(refusal("seed", nil).contains("expected the state of a loader"))
        #expect(refusal("more", try constant([1])).contains("expected the state of a loader"))
        for epoch in [-1, Int(Int32.max) + 1, .max] {
            #expect(
                refusal("epoch", try Tensor([epoch], shape: [])).contains("got \(epoch) and 0."))
        }
        #expect(
            refusal("position", try Tensor([5], shape: [])).contains("from 0 to 4; got 0 and 5"))
        #expect(
            refusal("seed", try constant([1])).contains("one int64 as \"seed\"; got float64 [1]"))
        #expect(try areIdentical(own.stateDict(), before))
    }
}
