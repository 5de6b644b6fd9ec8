import Data
import Testing

struct SequentialSamplerTests {
    @Test(arguments: [0, 1, 5])
    func countsUp(count: Int) {
        #expect(SequentialSampler(count).indices(seed: 1, epoch: 2) == Array(0..<count))
    }

    @Test func ofFewerThanNoneIsEmpty() {
        #expect(SequentialSampler(-1).count == 0)
    }
}
