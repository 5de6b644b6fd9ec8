import Serialization
import TensorCore
import Testing

@Suite struct StoredTensorTests {
    @Test("describes a tensor without its data")
    func describes() throws {
        let stored = StoredTensor(name: "w", try patterned([2, 3], .int16))
        #expect(stored == StoredTensor(name: "w", dtype: .int16, shape: [2, 3]))
        #expect(stored != StoredTensor(name: "w", dtype: .int16, shape: [3, 2]))
    }
}
