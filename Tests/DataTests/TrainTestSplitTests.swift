import Data
import TestSupport
import Testing

struct TrainTestSplitTests {
    @Test(arguments: [(10, 0.2, 2), (10, 0.25, 3), (10, 0.75, 8), (1797, 0.2, 359), (10, 0, 0)])
    func holdsOutTheFraction(count: Int, fraction: Double, expected: Int) throws {
        for split in [
            try TrainTestSplit(count: count, fraction: fraction, seed: 1),
            try TrainTestSplit(
                stratifiedBy: (0..<count).map { $0 % 3 }, fraction: fraction, seed: 1),
        ] {
            #expect(split.heldOut.count == expected)
            #expect((split.training + split.heldOut).sorted() == Array(0..<count))
            #expect(split.training == split.training.sorted())
            #expect(split.heldOut == split.heldOut.sorted())
        }
    }

    @Test func oneIsHeldOutAndOneTrainedOn() throws {
        let (few, many) = (
            try TrainTestSplit(count: 3, fraction: 0.01, seed: 0),
            try TrainTestSplit(count: 3, fraction: 0.99, seed: 0)
        )
        #expect(few.heldOut.count == 1 && many.training.count == 1)
        let single = try TrainTestSplit(count: 1, fraction: 0.5, seed: 0)
        #expect(single.training == [0] && single.heldOut.isEmpty)
    }

    @Test func isAFunctionOfTheSeed() throws {
        let split = try TrainTestSplit(count: 100, fraction: 0.2, seed: 5)
        #expect(try split == TrainTestSplit(count: 100, fraction: 0.2, seed: 5))
        #expect(try split != TrainTestSplit(count: 100, fraction: 0.2, seed: 6))
    }

    @Test func classesHaveTheirShare() throws {
        let labels = (0..<100).map { $0 < 50 ? 0 : $0 < 90 ? 1 : 2 }
        let split = try TrainTestSplit(stratifiedBy: labels, fraction: 0.2, seed: 3)
        let counts = (0..<3).map { label in split.heldOut.count { labels[$0] == label } }
        #expect(zip(counts, [10, 8, 2]).allSatisfy { abs($0 - $1) <= 1 })
        #expect(
            try split != TrainTestSplit(stratifiedBy: labels, fraction: 0.2, seed: 4))
    }

    @Test(arguments: [-0.1, 1, 1.5, .nan])
    func refusesOtherFractions(fraction: Double) {
        #expect(
            errorText { _ = try TrainTestSplit(count: 10, fraction: fraction, seed: 0) }
                .contains("expected a fraction from 0 up to, but without, 1; got \(fraction)."))
    }

    @Test func partsOfADatasetHaveItsElements() throws {
        let (training, heldOut) = try Positions(count: 10).split(
            TrainTestSplit(count: 10, fraction: 0.3, seed: 0))
        #expect(training.count == 7 && heldOut.count == 3)
        #expect(try heldOut[0].item(as: Int.self) == heldOut.indices[0])
        #expect(throws: TensorError.self) {
            try Positions(count: 5).split(TrainTestSplit(count: 10, fraction: 0.3, seed: 0))
        }
    }

    @Test func randomPartsTileTheDataset() throws {
        let data = Positions(count: 10)
        let parts = try data.randomSplit([5, 0, 3, 2], seed: 2)
        #expect(parts.map(\.count) == [5, 0, 3, 2])
        #expect(parts.flatMap(\.indices).sorted() == Array(0..<10))
        #expect(parts.flatMap(\.indices) != Array(0..<10))
        // As PyTorch: 3, 3 and 3, and the one left over to the first.
        #expect(
            try data.randomSplit(fractions: [1.0 / 3, 1.0 / 3, 1.0 / 3], seed: 2).map(\.count)
                == [4, 3, 3])
        #expect(throws: TensorError.self) { try data.randomSplit([5, 4], seed: 0) }
        #expect(throws: TensorError.self) { try data.randomSplit([11, -1], seed: 0) }
        #expect(throws: TensorError.self) { try data.randomSplit([.max, 1], seed: 0) }
        #expect(throws: TensorError.self) { try data.randomSplit([.max, .max, 12], seed: 0) }
        #expect(throws: TensorError.self) { try data.randomSplit(fractions: [0.5, 0.4], seed: 0) }
    }
}
