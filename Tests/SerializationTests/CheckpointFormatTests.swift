import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct CheckpointFormatTests {
    @Test("a format reads and writes with defaults, through its protocol too")
    func hasDefaults() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/any name"
        let format: any CheckpointFormat.Type = NPZ.self
        try format.write(smallState(), to: path)
        #expect(try areIdentical(format.read(from: path), smallState()))
    }
}
