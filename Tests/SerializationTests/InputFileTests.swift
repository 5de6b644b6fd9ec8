import Foundation
import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct InputFileTests {
    @Test("row 1: a path that is missing gets the system's words")
    func refusesMissingPath() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("missing.npz")
        let error = expectError(.system, naming: path, mentions: "No such file") {
            _ = try StateDictionary(contentsOf: path)
        }
        #expect(error?.systemError == ENOENT)
        expectError(.system, naming: path, mentions: "No such file") {
            _ = try NPY.read(from: path)
        }
    }

    @Test("row 1: a file without permission gets the system's words")
    func refusesUnreadableFile() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("locked.npz", zipArchive([ZipTestMember()]))
        chmod(path, 0)
        let error = try withoutPrivileges {
            expectError(.system, naming: path, mentions: "Permission denied") {
                _ = try StateDictionary(contentsOf: path)
            }
        }
        #expect(error?.systemError == EACCES)
    }

    @Test("row 2: a directory is refused")
    func refusesDirectory() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/folder.npz"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        expectError(.notARegularFile, naming: path, mentions: "not a regular file") {
            _ = try StateDictionary(contentsOf: path)
        }
    }

    @Test("row 3: a pipe without a writer is refused at once", .timeLimit(.minutes(1)))
    func refusesPipe() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/pipe.npz"
        try #require(mkfifo(path, 0o600) == 0)
        expectError(.notARegularFile, naming: path) { _ = try StateDictionary(contentsOf: path) }
    }

    @Test("row 4: devices are refused", arguments: ["/dev/zero", "/dev/null"])
    func refusesDevice(path: String) throws {
        expectError(.notARegularFile, naming: path) { _ = try NPZ.read(from: path) }
        expectError(.notARegularFile, naming: path) { _ = try NPY.read(from: path) }
    }

    @Test("row 4: a socket is refused")
    func refusesSocket() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/s.npz"
        try bindSocket(at: path)
        expectError(.notARegularFile, naming: path) { _ = try StateDictionary(contentsOf: path) }
    }

    @Test("a path with a zero byte is not cut off there")
    func refusesZeroByteInPath() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.npz", zipArchive([ZipTestMember()]))
        expectError(.invalidName) { _ = try NPZ.read(from: path + "\0.npz") }
    }

    @Test("a symbolic link to a file is followed")
    func followsLink() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.npz", zipArchive([ZipTestMember()]))
        let link = directory.path + "/link.npz"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        #expect(try StateDictionary(contentsOf: link).keys == ["w"])
    }
}

/// Runs `body` without the right of a superuser to read every file, if this thread has it.
private func withoutPrivileges<Result>(_ body: () throws -> Result) throws -> Result {
    guard geteuid() == 0 else { return try body() }
    // The file system's user of one thread; other threads are not touched.
    let symbol = try #require(dlsym(nil, "setfsuid"), "this test needs Linux, or a plain user")
    typealias SetUser = @convention(c) (uid_t) -> Int32
    let setUser = unsafeBitCast(symbol, to: SetUser.self)
    _ = setUser(65534)
    defer { _ = setUser(0) }
    return try body()
}

private func bindSocket(at path: String) throws {
    #if canImport(Glibc)
        let stream = Int32(SOCK_STREAM.rawValue)
    #else
        let stream = SOCK_STREAM
    #endif
    let descriptor = socket(AF_UNIX, stream, 0)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    try #require(path.utf8.count < MemoryLayout.size(ofValue: address.sun_path))
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let result = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
    }
    try #require(result == 0)
}
