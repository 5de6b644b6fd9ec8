import ConformanceCheck
import Foundation
import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct NPZTests {
    @Test("keeps the contract of formats", arguments: bothCompressions)
    func passesTheFormatCheck(compression: SaveOptions.Compression) throws {
        // The calls before the file has its name; all that come after the k-th fail too.
        let failures = (1...6).map { k in
            (
                label: "no space from call \(k) on",
                write: { (state: StateDictionary, path: String) in
                    let faulty = FaultyFileSystem(.from(k), errno: ENOSPC)
                    try NPZ.write(
                        state, to: path, options: SaveOptions(compression: compression),
                        fileSystem: faulty.fileSystem)
                }
            )
        }
        // NumPy has no bfloat16.
        try checkFormat(
            NPZ.self, storing: [.bfloat16: .float32],
            options: SaveOptions(compression: compression),
            failures: failures)
    }

    @Test("every dtype and shape comes back bit by bit", arguments: bothCompressions)
    func roundTrips(compression: SaveOptions.Compression) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.npz")
        var state = StateDictionary()
        for dtype in DType.allCases where dtype != .bfloat16 {
            for shape in interestingShapes {
                state["\(dtype).\(shape.map(String.init).joined(separator: "x"))."] =
                    try patterned(shape, dtype)
            }
        }
        try state.write(to: path, options: SaveOptions(compression: compression))
        let read = try StateDictionary(contentsOf: path)
        #expect(try areIdentical(read, state))
    }

    @Test("an empty dictionary comes back empty", arguments: bothCompressions)
    func roundTripsNothing(compression: SaveOptions.Compression) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.npz")
        try StateDictionary().write(to: path, options: SaveOptions(compression: compression))
        #expect(try contents(of: path).count == 22)
        #expect(try StateDictionary(contentsOf: path).isEmpty)
    }

    @Test(
        "NumPy's own archives are read bit by bit, in their order",
        arguments: [
            "savez.npz", "savez_compressed.npz", "savez_stream.npz", "savez_compressed_stream.npz",
            "names.npz",
        ])
    func readsForeignArchives(name: String) throws {
        let lines = try fixtureLines("manifest.txt").filter { $0[1] == name }
        let state = try StateDictionary(contentsOf: fixture(name))
        #expect(!lines.isEmpty && state.keys == lines.map { $0[2] })
        for line in lines {
            #expect(try Bits(#require(state[line[2]])) == Bits(manifestLine: line), "\(line[2])")
        }
    }

    @Test("no single flipped bit of a file goes unnoticed", arguments: bothCompressions)
    func noticesEveryBit(compression: SaveOptions.Compression) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.npz")
        let state = try smallState()
        try state.write(to: path, options: SaveOptions(compression: compression))
        let silent = try silentDamage(to: path, expecting: state)
        #expect(silent.differences.isEmpty)
        // What is accepted: times, version numbers, owners. Everything else counts.
        #expect(silent.refused > 3 * silent.accepted, "\(silent)")
    }

    @Test(
        "no single flipped bit of NumPy's files goes unnoticed",
        arguments: [
            "small.npz", "small_compressed_stream.npz",
        ])
    func noticesEveryBitOfForeignFiles(name: String) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.npz", contents(of: fixture(name)))
        let silent = try silentDamage(to: path, expecting: NPZ.read(from: path))
        #expect(silent.differences.isEmpty)
    }

    @Test("a file cut at any length is refused", arguments: bothCompressions)
    func refusesEveryTruncation(compression: SaveOptions.Compression) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.npz")
        try smallState().write(to: path, options: SaveOptions(compression: compression))
        let whole = try contents(of: path)
        for count in whole.indices.reversed() {
            try #require(truncate(path, off_t(count)) == 0)
            expectError(.malformed, naming: path) { _ = try NPZ.read(from: path) }
        }
    }

    @Test("random damage never crashes and never goes unnoticed", arguments: bothCompressions)
    func survivesMutation(compression: SaveOptions.Compression) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.npz")
        let state = try smallState()
        try state.write(to: path, options: SaveOptions(compression: compression))
        let whole = try contents(of: path)
        var generator = SplitMix(state: 5)
        for _ in 0..<2000 {
            var damaged = whole
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let index = Int.random(in: damaged.indices, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: damaged[index] = .random(in: 0...255, using: &generator)
                case 1:
                    damaged[index] = [0, 0xFF, 0x7F, 0x80].randomElement(using: &generator) ?? 0
                case 2: damaged.remove(at: index)
                default: damaged.insert(damaged[index], at: index)
                }
            }
            guard damaged != whole else { continue }
            let file = try directory.file("damaged.npz", damaged)
            do {
                let read = try NPZ.read(from: file)
                #expect(try areIdentical(read, state))
            } catch {
                #expect(error is SerializationError)
            }
        }
    }

    @Test("an error leaves nothing of a file behind")
    func returnsNothingOnError() throws {
        let directory = try TemporaryDirectory()
        let bad = ZipTestMember("z.npy").withHeaders { $0.checksum ^= 1 }
        let path = try directory.file("w.npz", zipArchive([ZipTestMember("a.npy"), bad]))
        var state = try smallState()
        let before = state
        expectError(.corrupt) { state = try NPZ.read(from: path) }
        #expect(try areIdentical(state, before))
    }

    /// Flips each bit of the file in turn, and reads it.
    private func silentDamage(
        to path: String, expecting state: StateDictionary
    ) throws -> (refused: Int, accepted: Int, differences: [String]) {
        var file = try contents(of: path)
        let descriptor = open(path, O_WRONLY)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        var (refused, accepted, differences) = (0, 0, [String]())
        for index in file.indices {
            for bit in 0..<8 {
                file[index] ^= 1 << bit
                try #require(pwrite(descriptor, &file[index], 1, off_t(index)) == 1)
                do {
                    let read = try NPZ.read(from: path)
                    accepted += 1
                    if try !areIdentical(read, state) { differences.append("\(index).\(bit)") }
                } catch is SerializationError {
                    refused += 1
                }
                file[index] ^= 1 << bit
            }
            try #require(pwrite(descriptor, &file[index], 1, off_t(index)) == 1)
        }
        return (refused, accepted, differences)
    }
}
