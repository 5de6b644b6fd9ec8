import Data
import TestSupport
import Testing

private enum Visitor: Plugin {
    static let name = "test.visitor"
    static func install(into registry: inout Registry) {}
}

struct DataLoaderTests {
    @Test(arguments: [0, 1, 3])
    func aLoopGoesThroughAnEpoch(prefetch: Int) throws {
        let loader = try DataLoader(Positions(count: 7), batchSize: 3, prefetch: prefetch)
        #expect(loader.count == 3)
        #expect(try loader.epochValues() == [[0, 1, 2], [3, 4, 5], [6]])
        #expect(loader.epoch == 1 && loader.position == 0)
        #expect(try loader.epochValues() == [[0, 1, 2], [3, 4, 5], [6]])
        #expect(loader.epoch == 2)
    }

    @Test func shuffledEpochsAreFunctionsOfTheSeed() throws {
        func epochs(seed: UInt64?, prefetch: Int = 0) throws -> [[[Int]]] {
            let loader = try DataLoader(
                Positions(count: 20), batchSize: 6, shuffle: true, dropLast: true, seed: seed,
                prefetch: prefetch)
            return try (0..<2).map { _ in try loader.epochValues() }
        }
        let one = try epochs(seed: 1)
        #expect(one[0].map(\.count) == [6, 6, 6] && one[0] != one[1])
        #expect(try epochs(seed: 1, prefetch: 2) == one)
        #expect(try epochs(seed: 2) != one)
        #expect(try epochs(seed: nil) != epochs(seed: nil), "a seed of its own for each")
    }

    @Test(arguments: [0, 2])
    func aLoopThatIsLeftEarlyEndsItsEpoch(prefetch: Int) throws {
        let loader = try DataLoader(
            Positions(count: 9), batchSize: 2, shuffle: true, seed: 3, prefetch: prefetch)
        for batch in loader {
            _ = try batch.get()
            if loader.position == 2 { break }
        }
        #expect(loader.epoch == 0 && loader.position == 2)
        let other = try DataLoader(Positions(count: 9), batchSize: 2, shuffle: true, seed: 3)
        let expected = try [other.epochValues(), other.epochValues()]
        #expect(try loader.epochValues() == expected[1])
        #expect(loader.epoch == 2)
    }

    @Test func anEpochIsEndedByHandOnlyWhereOneHasBegun() throws {
        let loader = try DataLoader(Positions(count: 4))
        loader.endEpoch()
        #expect(loader.epoch == 0)
        let loop = loader.makeIterator()
        _ = try #require(loop.next())
        loader.endEpoch()
        loader.endEpoch()
        #expect(loader.epoch == 1 && loader.position == 0)
        _ = try #require(loop.next())
        #expect(loader.epoch == 1 && loader.position == 0, "the old loop has no say any more")
        _ = try loader.epochValues()
        loader.endEpoch()
        #expect(loader.epoch == 2, "the next loop went through it to its end")
    }

    /// Whoever makes the batches, it is with the plugins and kernels of the loop's thread.
    @Test func prefetchedBatchesAreMadeInTheScopeOfTheLoop() throws {
        let visits = Positions(count: 3).map { _ in
            try Tensor([Runtime.registry.plugins.contains(Visitor.name) ? 1 : 0], shape: [])
        }
        func visited() throws -> [[Int]] { try DataLoader(visits, prefetch: 2).epochValues() }
        let within = try Runtime.withPlugins(Visitor.self) { try visited() }
        #expect(within == [[1], [1], [1]])
        #expect(try visited() == [[0], [0], [0]])

        // Sums in another order, which other kernels have, differ in their last bits.
        let factor = try Tensor.randn(64, 64, generator: Generator(seed: 4))
        let products = ArrayDataset([factor, factor]).map { try $0.matmul($0) }
        func bits(prefetch: Int) throws -> [Bits] {
            try DataLoader(products, prefetch: prefetch).map { try Bits($0.get()) }
        }
        let expected = try Runtime.withPortableKernels { try bits(prefetch: 0) }
        let found = try Runtime.withPortableKernels { try bits(prefetch: 2) }
        #expect(found == expected)
    }

    @Test func moreMayBePrefetchedThanThereIs() throws {
        let loader = try DataLoader(Positions(count: 3), prefetch: .max)
        #expect(try loader.epochValues() == [[0], [1], [2]])
    }

    @Test func anOldLoopHasNoSayAnyMore() throws {
        let loader = try DataLoader(Positions(count: 4))
        let (old, new) = (loader.makeIterator(), loader.makeIterator())
        #expect(loader.epoch == 1, "the first loop was given up")
        while let batch = old.next() { _ = try batch.get() }
        #expect(loader.epoch == 1 && loader.position == 0)
        #expect(try new.next()?.get().item() == 0)
        #expect(loader.position == 1)
    }

    @Test(arguments: [0, 2])
    func aFailureEndsTheLoop(prefetch: Int) throws {
        let loader = try DataLoader(
            Positions(count: 6, failing: [3]), batchSize: 2, prefetch: prefetch)
        let batches = Array(loader)
        #expect(batches.count == 2)
        #expect(throws: LoadingError.self) { try batches[1].get() }
        #expect(loader.position == 1)
    }

    /// What a transform draws depends on the place in the epoch, and not on who draws when.
    @Test func transformsDrawFromGeneratorsOfTheirOwn() throws {
        func noisy(prefetch: Int, batchSize: Int = 4) throws -> [[Float]] {
            let zeros = try TensorDataset(.zeros(10, 2), .zeros(10))
            let loader = try DataLoader(
                zeros, batchSize: batchSize, seed: 5, prefetch: prefetch
            ) {
                Example(try $0.x + Tensor.rand(2, generator: $1), $0.y)
            }
            return try (0..<2).map { _ in
                try loader.flatMap { try $0.get().x.toArray(as: Float.self) }
            }
        }
        let values = try noisy(prefetch: 0)
        #expect(try noisy(prefetch: 3) == values)
        #expect(Set(values.joined()).count == 40, "no number comes twice, in no epoch")
    }

    @Test func collatesByAFunctionToo() throws {
        let loader = try DataLoader(
            ArrayDataset(["a", "b", "c"]), batches: BatchSampler(SequentialSampler(3), batchSize: 2)
        ) { $0.joined(separator: "+") }
        #expect(try loader.map { try $0.get() } == ["a+b", "c"])
    }

    @Test func subsetsAreGatheredToo() throws {
        let data = try TensorDataset(.arange(6), .arange(6)).split(
            TrainTestSplit(count: 6, fraction: 0.5, seed: 0)
        ).heldOut
        let batches = try DataLoader(data, batchSize: 2).map {
            try $0.get().x.toArray(as: Int.self)
        }
        #expect(batches.joined().elementsEqual(data.indices))
    }

    @Test func anEmptyDatasetHasNoBatches() throws {
        let loader = try DataLoader(Positions(count: 0), batchSize: 2, shuffle: true)
        #expect(loader.count == 0)
        #expect(try loader.epochValues() == [])
        #expect(loader.epoch == 1)
    }

    @Test func refusesOptionsThatExcludeEachOther() throws {
        let data = Positions(count: 3)
        #expect(
            errorText { _ = try DataLoader(data, shuffle: true, sampler: SequentialSampler(3)) }
                .contains("DataLoader: expected a sampler or shuffle; got both."))
        #expect(
            errorText { _ = try DataLoader(data, prefetch: -1) }
                .contains("expected to prefetch at least 0 batches; got -1."))
        #expect(throws: TensorError.self) { try DataLoader(data, batchSize: 0) }
    }
}
