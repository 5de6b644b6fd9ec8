import Data
import TestSupport
import Testing

struct TransformTests {
    @Test func aLoaderChangesInputsAndLeavesTargets() throws {
        let data = try TensorDataset(
            Tensor([10, 20, 30, 40] as [UInt8], shape: [4, 1]), constant([1, 2, 3, 4]))
        let loader = try DataLoader(data, batchSize: 4, transform: ToFloat().ofInputs)
        let batch = try #require(try loader.makeIterator().next()?.get())
        #expect(batch.x.dtype == .float32 && batch.x.shape == [4, 1])
        #expect(abs(batch.x.values[3] - 40 / 255.0) < 1e-7)
        #expect(batch.y.values == [1, 2, 3, 4])
    }
}
