import Foundation
import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct FileSinkTests {
    #if os(Linux)
        @Test("row 70: a full device is an error with its words")
        func reportsFullDevice() throws {
            let directory = try TemporaryDirectory()
            let path = try directory.file("w.npz", [1, 2, 3])
            var fileSystem = FileSystem.system
            fileSystem.openUnnamed = { _ in open("/dev/full", O_WRONLY | O_CLOEXEC) }
            for count in [1, 3_000_000] {
                let error = expectError(.system, naming: path, mentions: "No space left") {
                    try NPZ.write(state(of: 1, count: count), to: path, fileSystem: fileSystem)
                }
                #expect(error?.systemError == ENOSPC)
            }
            #expect(try contents(of: path) == [1, 2, 3])
            #expect(try directory.names == ["w.npz"])
        }
    #endif

    @Test("row 70: a limit on file sizes is an error where its signal is ignored")
    func reportsFileSizeLimit() async throws {
        await #expect(processExitsWith: .success) {
            let directory = try TemporaryDirectory()
            let path = try directory.file("w.npz", [1, 2, 3])
            var state = StateDictionary()
            state["w"] = try patterned([1000], .float32)
            signal(SIGXFSZ, SIG_IGN)
            for limit in [0, 100, 4096] as [rlim_t] {
                var limits = rlimit(rlim_cur: limit, rlim_max: .max)
                #if canImport(Glibc)
                    try #require(
                        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limits) == 0)
                #else
                    try #require(setrlimit(RLIMIT_FSIZE, &limits) == 0)
                #endif
                let error = #expect(throws: SerializationError.self) { try state.write(to: path) }
                #expect(error?.systemError == EFBIG)
                #expect(try contents(of: path) == [1, 2, 3])
                #expect(try directory.names == ["w.npz"])
            }
        }
    }
}
