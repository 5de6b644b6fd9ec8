import Data
import TestSupport
import Testing

struct ConcatDatasetTests {
    @Test func partsFollowEachOther() throws {
        let empty = ArrayDataset([Int]())
        let data = ConcatDataset([
            empty, ArrayDataset([1, 2]), empty, empty, ArrayDataset([3]),
            try ArrayDataset([4, 5, 6]).subset([2, 0]), empty,
        ])
        #expect(data.count == 5)
        #expect(try (0..<5).map { try data[$0] } == [1, 2, 3, 6, 4])
    }

    @Test(arguments: [-1, 2])
    func refusesOtherPositions(index: Int) {
        let data = ConcatDataset<Int>([ArrayDataset([1]), ArrayDataset([2])])
        #expect(errorText { _ = try data[index] }.contains("an index from 0 to 1; got \(index)."))
    }

    @Test func ofNothingIsEmpty() {
        #expect(ConcatDataset<Int>([]).count == 0)
        #expect(errorText { _ = try ConcatDataset<Int>([])[0] }.contains("empty dataset"))
    }
}
