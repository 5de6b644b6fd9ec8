import Foundation
import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct ReplacementTargetTests {
    @Test("row 72: a symbolic link stays, and its target is replaced", arguments: [true, false])
    func keepsLinks(exists: Bool) throws {
        let directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: directory.path + "/deep", withIntermediateDirectories: false)
        let target = directory.path + "/deep/target.npz"
        if exists { try Data([1]).write(to: URL(fileURLWithPath: target)) }
        // One by a relative path, one that leads to it by an absolute path.
        let link = directory.path + "/link.npz"
        let second = directory.path + "/second.npz"
        try #require(symlink("deep/target.npz", link) == 0)
        try #require(symlink(link, second) == 0)

        try state(of: 7).write(to: second)
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: link) == "deep/target.npz")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: second) == link)
        #expect(try areIdentical(StateDictionary(contentsOf: target), state(of: 7)))
        #expect(try directory.names == ["deep", "link.npz", "second.npz"])
    }

    @Test("row 72: links in a circle are refused")
    func refusesCircle() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/a.npz"
        try #require(symlink("b.npz", path) == 0)
        try #require(symlink("a.npz", directory.path + "/b.npz") == 0)
        let error = expectError(.system, naming: path) { try state(of: 1).write(to: path) }
        #expect(error?.systemError == ELOOP)
    }

    @Test("a path with a zero byte is refused")
    func refusesZeroByte() throws {
        let directory = try TemporaryDirectory()
        expectError(.invalidName) { try NPZ.write(state(of: 1), to: directory.path + "/a\0b.npz") }
        #expect(try directory.names.isEmpty)
    }

    @Test("a path without a directory is in the current one, and a long name fits")
    func writesNames() async throws {
        let directory = try TemporaryDirectory()
        let longest = String(repeating: "n", count: 251) + ".npz"
        try state(of: 1).write(to: directory.path + "/" + longest)
        #expect(try directory.names == [longest])
        await #expect(processExitsWith: .success) { [path = directory.path as String] in
            try #require(chdir(path) == 0)
            try NPY.write(tensor([], .uint8, [1]), to: "w.npy")
            #expect(try NPY.read(from: "w.npy").shape == [])
        }
        #expect(try directory.names.contains("w.npy"))
    }
}
