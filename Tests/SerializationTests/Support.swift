import Foundation
import Serialization
import TensorCore
import TestSupport
import Testing

/// The file of that name in a folder of Fixtures.
func fixture(_ name: String, in folder: String = "Serialization") -> String {
    fixturePath("\(folder)/\(name)")
}

/// The lines of a fixture that are no comments, split at tabs.
func fixtureLines(_ name: String, in folder: String = "Serialization") throws -> [[String]] {
    try String(contentsOfFile: fixture(name, in: folder), encoding: .utf8).split(separator: "\n")
        .filter { !$0.hasPrefix("#") }
        .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
}

/// A tensor of these bytes.
func tensor(_ shape: [Int], _ dtype: DType, _ bytes: [UInt8]) throws -> Tensor {
    try Tensor(uninitialized: Shape(shape), dtype: dtype) { $0.copyBytes(from: bytes) }
}

/// A tensor of bytes that no other index has, near enough; 0 and 1 for `bool`.
func patterned(_ shape: [Int], _ dtype: DType) throws -> Tensor {
    let count = shape.reduce(1, *) * dtype.byteCount
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 13 &+ $0 / 256) }
    return try tensor(shape, dtype, dtype == .bool ? bytes.map { $0 & 1 } : bytes)
}

/// One tensor of `count` equal bytes.
func state(of value: UInt8, count: Int = 100) throws -> StateDictionary {
    ["w": try tensor([count], .uint8, [UInt8](repeating: value, count: count))]
}

/// Three tensors whose archive is small enough to damage at every bit.
func smallState() throws -> StateDictionary {
    var state = StateDictionary()
    state["weight"] = try patterned([3, 4], .float32)
    state["0.é"] = try patterned([], .int64)
    state["mask"] = try patterned([5], .bool)
    return state
}

let bothCompressions: [SaveOptions.Compression] = [.none, .deflate()]

/// Expects an error of this module that names `path`, and returns it.
@discardableResult
func expectError(
    _ code: SerializationError.Code, naming path: String? = nil, mentions words: String...,
    at location: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) -> SerializationError? {
    let error = #expect(throws: SerializationError.self, sourceLocation: location) { try body() }
    guard let error else { return nil }
    #expect(error.code == code, "\(error)", sourceLocation: location)
    for word in words + (path.map { [$0] } ?? []) where !word.isEmpty {
        #expect(error.description.contains(word), sourceLocation: location)
    }
    #expect(error.message.hasPrefix("expected "), sourceLocation: location)
    #expect(error.message.contains("; got "), sourceLocation: location)
    return error
}

/// Expects that an archive of these bytes is refused, within a second and with one line.
@discardableResult
func expectArchiveRefused(
    _ archive: [UInt8], _ code: SerializationError.Code, mentions word: String = "",
    limits: ReadLimits = ReadLimits(), at location: SourceLocation = #_sourceLocation
) throws -> SerializationError? {
    try expectFileRefused(
        archive, as: "hostile.npz", code, mentions: word, limits: limits, at: location)
}

/// Expects that a file of these bytes and that name is refused, within a second and with one line.
@discardableResult
func expectFileRefused(
    _ bytes: [UInt8], as name: String, _ code: SerializationError.Code, mentions word: String = "",
    limits: ReadLimits = ReadLimits(), at location: SourceLocation = #_sourceLocation
) throws -> SerializationError? {
    let directory = try TemporaryDirectory()
    let path = try directory.file(name, bytes)
    var seconds = 0.0
    let error = expectError(code, naming: path, mentions: word, at: location) {
        let start = threadSeconds()
        defer { seconds = threadSeconds() - start }
        _ = try StateDictionary(contentsOf: path, limits: limits)
    }
    #expect(seconds < 1, sourceLocation: location)
    #expect(error?.description.contains("\n") != true, sourceLocation: location)
    return error
}

/// Seconds that this thread has computed; how busy the machine is does not count.
private func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Expects that an array file of these bytes is refused, alone and as a member of an archive.
func expectArrayRefused(
    _ file: [UInt8], _ code: SerializationError.Code, mentions word: String = "",
    at location: SourceLocation = #_sourceLocation
) throws {
    let directory = try TemporaryDirectory()
    let path = try directory.file("hostile.npy", file)
    expectError(code, naming: path, mentions: word, at: location) {
        _ = try NPY.read(from: path)
    }
    for isDeflated in [false, true] {
        let good = ZipTestMember("good.npy")
        let bad = ZipTestMember("bad.npy", file, isDeflated: isDeflated)
        let error = try expectArchiveRefused(
            zipArchive([good, bad]), code, mentions: word, at: location)
        #expect(error?.member == "bad.npy", sourceLocation: location)
    }
}

/// What an array file of these bytes holds, alone and as a member of an archive.
func readArray(_ file: [UInt8]) throws -> Tensor {
    let directory = try TemporaryDirectory()
    let tensor = try NPY.read(from: directory.file("array.npy", file))
    let archive = try directory.file("array.npz", zipArchive([ZipTestMember("w.npy", file)]))
    let member = try #require(try NPZ.read(from: archive)["w"])
    #expect(try Bits(member) == Bits(tensor))
    return tensor
}
