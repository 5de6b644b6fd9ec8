import Data
import TestSupport
import Testing

struct ExampleTests {
    @Test func aBatchOfExamplesIsAnExample() throws {
        let batch = try Example.collate([
            Example(constant([1, 2]), constant([0], [])),
            Example(constant([3, 4]), constant([1], [])),
        ])
        #expect(batch.x.shape == [2, 2] && batch.x.values == [1, 2, 3, 4])
        #expect(batch.y.shape == [2] && batch.y.values == [0, 1])
    }
}
