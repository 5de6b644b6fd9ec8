import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct SaveOptionsTests {
    @Test("nothing is compressed unless asked for")
    func hasDefaults() {
        #expect(SaveOptions() == SaveOptions(compression: .none))
        #expect(SaveOptions.Compression.deflate() == .deflate(level: 6))
    }

    @Test("a level that deflate does not have is refused", arguments: [0, 10, -1])
    func refusesLevels(level: Int) throws {
        let directory = try TemporaryDirectory()
        expectError(.invalidOption, mentions: "\(level)") {
            try smallState().write(
                to: directory.file("w.npz"),
                options: SaveOptions(compression: .deflate(level: level)))
        }
        #expect(try directory.names.isEmpty)
    }

    @Test("each level is read back")
    func writesEveryLevel() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/w.npz"
        for level in 1...9 {
            try smallState().write(
                to: path, options: SaveOptions(compression: .deflate(level: level)))
            #expect(try areIdentical(StateDictionary(contentsOf: path), smallState()))
        }
    }
}
