import LinAlgKitCommands
import Testing

struct SplitTests {
    @Test(arguments: [(10, 0.2, 2), (10, 0.25, 3), (10, 0.75, 8), (1797, 0.2, 359), (10, 0, 0)])
    func holdsOutTheFraction(count: Int, fraction: Double, expected: Int) throws {
        let split = try Split(count: count, fraction: fraction, seed: 1)
        #expect(split.heldOut.count == expected)
        #expect((split.training + split.heldOut).sorted() == Array(0..<count))
        #expect(
            split.training == split.training.sorted() && split.heldOut == split.heldOut.sorted())
    }

    @Test func oneIsHeldOutAndOneTrainedOn() throws {
        let (few, many) = (
            try Split(count: 3, fraction: 0.01, seed: 0),
            try Split(count: 3, fraction: 0.99, seed: 0)
        )
        #expect(few.heldOut.count == 1 && many.training.count == 1)
        let single = try Split(count: 1, fraction: 0.5, seed: 0)
        #expect(single.training == [0] && single.heldOut.isEmpty)
    }

    @Test func isAFunctionOfTheSeed() throws {
        let split = try Split(count: 100, fraction: 0.2, seed: 5)
        #expect(try split == Split(count: 100, fraction: 0.2, seed: 5))
        #expect(try split != Split(count: 100, fraction: 0.2, seed: 6))
    }
}
