import Data
import Serialization
import TestSupport
import Testing

struct TensorDatasetTests {
    @Test func examplesLieAlongTheFirstDimension() throws {
        let data = try TensorDataset(constant([1, 2, 3, 4], [2, 2]), constant([5, 6]))
        #expect(data.count == 2)
        let last = try data[1]
        #expect(last.x.shape == [2] && last.x.values == [3, 4] && last.y.shape == [])
        #expect(throws: TensorError.self) { try data[2] }
    }

    @Test func gathersTheBatchThatCollationMakes() throws {
        let data = try TensorDataset(constant([1, 2, 3, 4, 5, 6], [3, 2]), constant([7, 8, 9]))
        let (gathered, collated) = (
            try data.batch(at: [2, 0]), try Example.collate([data[2], data[0]])
        )
        #expect(try Bits(gathered.x) == Bits(collated.x))
        #expect(try Bits(gathered.y) == Bits(collated.y))
        #expect(throws: TensorError.self) { try data.batch(at: [3]) }
    }

    @Test func dataAreNotTracked() throws {
        let data = try TensorDataset(leaf([1, 2]), constant([1, 2]))
        #expect(try !data.batch(at: [0]).x.requiresGrad)
        #expect(try !data[0].x.requiresGrad)
    }

    @Test func readsFilesOfNamedArrays() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("data.npz")
        let arrays: StateDictionary = ["x": try constant([1, 2]), "labels": try constant([3, 4])]
        try arrays.write(to: path)
        let data = try TensorDataset(contentsOf: path, y: "labels")
        #expect(data.x.values == [1, 2] && data.y.values == [3, 4])
        #expect(
            errorText { _ = try TensorDataset(contentsOf: path) }.hasSuffix(
                "member \"y\": expected an array of that name; got [\"x\", \"labels\"]."))
    }

    @Test func refusesWhatDoesNotBelongTogether() throws {
        let text = errorText { _ = try TensorDataset(constant([1, 2]), constant([1])) }
        #expect(text.contains("expected as many targets y as inputs x; got x [2] and y [1]."))
        #expect(throws: TensorError.self) {
            try TensorDataset(constant([1], []), constant([1], []))
        }
    }
}
