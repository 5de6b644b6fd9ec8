import Data
import Testing

struct MappedDatasetTests {
    @Test func elementsAreMadeAtEachAccess() throws {
        let data = MappedDataset(ArrayDataset([1, 2, 3])) { "<\($0)>" }
        #expect(data.count == 3)
        #expect(try data[2] == "<3>")
    }

    @Test func passesOnWhatTheTransformThrows() {
        let data = MappedDataset(ArrayDataset([1])) { _ -> Int in throw Unreadable() }
        #expect(throws: Unreadable.self) { try data[0] }
    }
}
