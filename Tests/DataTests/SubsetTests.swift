import Data
import TestSupport
import Testing

struct SubsetTests {
    @Test func hasElementsInTheirOrderAndAsOftenAsAsked() throws {
        let data = try Subset(ArrayDataset([10, 11, 12]), [2, 0, 2])
        #expect(try (0..<data.count).map { try data[$0] } == [12, 10, 12])
    }

    @Test func refusesPositionsThatAreNotThere() throws {
        let all = ArrayDataset([10, 11, 12])
        #expect(errorText { _ = try Subset(all, [0, 3]) }.contains("got 3."))
        let none = try Subset(all, [])
        #expect(errorText { _ = try none[0] }.contains("empty dataset"))
    }

    @Test func gathersBatchesAsItsBaseDoes() throws {
        let x = try constant([0, 1, 2, 3, 4, 5], [3, 2])
        let data = try Subset(TensorDataset(x, constant([7, 8, 9])), [2, 1])
        let batch = try data.batch(at: [1, 0, 1])
        #expect(batch.x.values == [2, 3, 4, 5, 2, 3] && batch.y.values == [8, 9, 8])
        #expect(throws: TensorError.self) { try data.batch(at: [2]) }
    }
}
