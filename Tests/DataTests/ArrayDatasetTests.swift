import Data
import TestSupport
import Testing

struct ArrayDatasetTests {
    @Test func hasTheElementsOfTheArray() throws {
        let data = ArrayDataset(["a", "b"])
        #expect(data.count == 2)
        #expect(try data[1] == "b")
    }

    @Test(arguments: [-1, 2])
    func refusesOtherPositions(index: Int) {
        let text = errorText { _ = try ArrayDataset(["a", "b"])[index] }
        #expect(text.hasSuffix("expected an index from 0 to 1; got \(index)."))
    }

    @Test func emptyOnesSaySo() {
        let text = errorText { _ = try ArrayDataset([Int]())[0] }
        #expect(text.contains("expected an element; got index 0 of an empty dataset"))
    }
}
