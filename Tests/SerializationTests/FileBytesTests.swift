import Serialization
import TestSupport
import Testing

struct FileBytesTests {
    @Test func filesComeAsTheyAre() throws {
        let directory = try TemporaryDirectory()
        for bytes in [[], [0x1F], [0x1F, 0x8B], [1, 2, 3]] as [[UInt8]] {
            let path = try directory.file("bytes", bytes)
            #expect(try FileBytes.read(from: path, limits: ReadLimits()) == bytes)
        }
    }

    @Test func limitsHoldBeforeReading() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("bytes", [1, 2, 3])
        #expect(
            errorText { _ = try FileBytes.read(from: path, limits: ReadLimits(maxBytes: 2)) }
                .contains("expected at most 2 bytes; got 3."))
        #expect(
            errorText { _ = try FileBytes.read(from: directory.path, limits: ReadLimits()) }
                .contains("not a regular file"))
    }
}
