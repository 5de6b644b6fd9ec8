import Foundation
import Serialization
import Synchronization
import TensorCore
import TestSupport
import Testing

@Suite struct AtomicReplacementTests {
    @Test("row 69: a missing directory is refused")
    func refusesMissingDirectory() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/missing/w.npz"
        let error = expectError(.system, naming: path, mentions: "directory") {
            try state(of: 1).write(to: path)
        }
        #expect(error?.systemError == ENOENT)
        #expect(try directory.names.isEmpty)
    }

    @Test("row 69: a file used as a directory is refused")
    func refusesFileAsDirectory() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("file", [1]) + "/w.npz"
        expectError(.system, naming: path) { try state(of: 1).write(to: path) }
        #expect(try directory.names == ["file"])
    }

    @Test("row 69: a target that is a directory is refused", arguments: ["", "/", "/.", "/.."])
    func refusesDirectory(suffix: String) throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/folder.npz"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        expectError(.notARegularFile, naming: path) {
            try NPZ.write(state(of: 1), to: path + suffix)
        }
        #expect(try directory.names == ["folder.npz"])
    }

    @Test("row 69: a device or a pipe is refused, and stays")
    func refusesSpecialFiles() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/pipe.npz"
        try #require(mkfifo(path, 0o600) == 0)
        for path in [path, "/dev/null"] {
            expectError(.notARegularFile, naming: path) { try NPZ.write(state(of: 1), to: path) }
        }
        #expect(try directory.names == ["pipe.npz"])
    }

    #if os(Linux)
        @Test("row 69: a file system that takes no files is refused", arguments: ["/proc", "/sys"])
        func refusesReadOnlyFileSystem(folder: String) throws {
            let path = folder + "/linalgkit-test.npz"
            let error = expectError(.system, naming: path) { try state(of: 1).write(to: path) }
            #expect(error?.systemError != nil)
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    #endif

    /// Fails every call of a save in turn, until one goes through; each in a dozen variants.
    @Test(
        "row 70: whichever call fails, the file is whole and no other is left",
        arguments: [EIO, ENOSPC, EFBIG, EDQUOT, EINTR], [true, false])
    func survivesEveryFault(number: Int32, hasUnnamedFiles: Bool) throws {
        for isOld in [true, false] {
            for isPersistent in [false, true] where !(isPersistent && number == EINTR) {
                for isArchive in [true, false] {
                    try checkFaults(
                        number: number, hasUnnamedFiles: hasUnnamedFiles, isOld: isOld,
                        isPersistent: isPersistent, isArchive: isArchive)
                }
            }
        }
    }

    private func checkFaults(
        number: Int32, hasUnnamedFiles: Bool, isOld: Bool, isPersistent: Bool, isArchive: Bool
    ) throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + (isArchive ? "/w.npz" : "/w.npy")
        let old: [UInt8]? = isOld ? Array("what was there before".utf8) : nil
        // Two blocks of libarchive's, so that a write fails in the middle too.
        let new = try state(of: 2, count: 1_200_000)
        func save(_ fileSystem: FileSystem) throws {
            if isArchive {
                try NPZ.write(new, to: path, fileSystem: fileSystem)
            } else {
                try NPY.write(new[0].tensor, to: path, fileSystem: fileSystem)
            }
        }
        try save(.system)
        let whole = try contents(of: path)

        var seen: Set<String> = []
        for k in 1... {
            try FileManager.default.removeItem(atPath: path)
            if let old { try Data(old).write(to: URL(fileURLWithPath: path)) }
            let faulty = FaultyFileSystem(
                isPersistent ? .from(k) : .once(k), errno: number, hasUnnamedFiles: hasUnnamedFiles)
            var failure: SerializationError?
            do { try save(faulty.fileSystem) } catch let error as SerializationError {
                failure = error
            }
            seen.formUnion(faulty.failed)

            let now = FileManager.default.fileExists(atPath: path) ? try contents(of: path) : nil
            let isNew = failure == nil || failure?.code == .savedDurabilityUnknown
            // Compared first: a failure would print both files.
            let isIntact = now == (isNew ? whole : old)
            #expect(isIntact, "call \(k), \(faulty.failed), \(failure as Any)")
            #expect(
                try directory.names == (now == nil ? [] : [(path as NSString).lastPathComponent]))
            if let failure {
                #expect(failure.systemError == number, "\(failure)")
                #expect(failure.description.hasPrefix("write \"\(path)\""))
            }
            if faulty.failed.isEmpty { break }
            if now == nil { try Data().write(to: URL(fileURLWithPath: path)) }
        }
        var expected: Set = ["readLink", "openDirectory", "mode", "write", "synchronize", "rename"]
        if !isPersistent { expected.insert("close") }
        if isOld { expected.insert("setMode") }
        expected.formUnion(hasUnnamedFiles ? ["openUnnamed", "link"] : ["create"])
        #expect(seen.isSuperset(of: expected), "\(seen)")
    }

    @Test("a failure to remove the unfinished file is told")
    func reportsLeftover() throws {
        let directory = try TemporaryDirectory()
        var fileSystem = FileSystem.system
        fileSystem.openUnnamed = { _ in
            errno = EOPNOTSUPP
            return -1
        }
        fileSystem.rename = { _, _, _ in
            errno = EIO
            return -1
        }
        fileSystem.remove = { _, _ in
            errno = EROFS
            return -1
        }
        let path = directory.path + "/w.npz"
        let error = expectError(.system, naming: path, mentions: ".tmp", "Remove it") {
            try NPZ.write(state(of: 1), to: path, fileSystem: fileSystem)
        }
        #expect(error?.systemError == EROFS)
    }

    @Test("the bytes reach the medium before the name changes, and the name before the return")
    func synchronizesInOrder() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/w.npz"
        let log = CallLog()
        try NPZ.write(state(of: 1), to: path, fileSystem: log.fileSystem)
        #expect(
            log.calls == ["create", "write", "synchronize file", "rename", "synchronize directory"])
    }

    @Test("row 71: with two writers, a reader always meets a whole file")
    func readersMeetWholeFiles() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/w.npz"
        try state(of: 0).write(to: path)
        let rounds = 60
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 1...2 as ClosedRange<UInt8> {
                group.addTask {
                    for round in 0..<rounds {
                        try state(of: writer, count: 10 + 1000 * (round % 5)).write(to: path)
                    }
                }
            }
            for _ in 0..<2 {
                group.addTask {
                    for _ in 0..<(3 * rounds) {
                        let tensor = try #require(try StateDictionary(contentsOf: path)["w"])
                        let bytes = try bytes(of: tensor)
                        #expect(bytes.allSatisfy { $0 == bytes.first })
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try directory.names == ["w.npz"])
    }

    @Test("the mode of the file is kept, and a new one follows the umask")
    func keepsMode() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.npz", [1])
        for mode in [0o600, 0o644, 0o640] as [mode_t] {
            try #require(chmod(path, mode) == 0)
            try state(of: 1).write(to: path)
            #expect(try permissions(of: path) == mode)
        }
        let new = directory.path + "/new.npz"
        try state(of: 1).write(to: new)
        #expect(try permissions(of: new) & 0o111 == 0)
    }

    private func permissions(of path: String) throws -> mode_t {
        var status = stat()
        try #require(stat(path, &status) == 0)
        return status.st_mode & 0o7777
    }

}

/// Notes the calls that matter for durability.
private final class CallLog: Sendable {
    private let list = Mutex<[String]>([])

    var calls: [String] { list.withLock { $0 } }

    private func note(_ name: String) {
        list.withLock { $0.append(name) }
    }

    var fileSystem: FileSystem {
        let system = FileSystem.system
        var fileSystem = system
        fileSystem.openUnnamed = { _ in
            errno = EOPNOTSUPP
            return -1
        }
        fileSystem.create = {
            self.note("create")
            return system.create($0, $1)
        }
        fileSystem.write = {
            self.note("write")
            return system.write($0, $1)
        }
        fileSystem.synchronize = { descriptor in
            var status = stat()
            fstat(descriptor, &status)
            let isDirectory = status.st_mode & (S_IFMT as mode_t) == (S_IFDIR as mode_t)
            self.note(isDirectory ? "synchronize directory" : "synchronize file")
            return system.synchronize(descriptor)
        }
        fileSystem.rename = {
            self.note("rename")
            return system.rename($0, $1, $2)
        }
        return fileSystem
    }
}
