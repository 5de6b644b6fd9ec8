import Foundation
import Serialization

extension FormatCheck {
    /// The bytes of a file.
    func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// The names in the directory.
    private func listing() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
    }

    private func sample() throws -> StateDictionary {
        [
            "weight": try Samples.values([4, 5], in: -1...1).to(dtype: .float32),
            "count": try Tensor([7]),
        ]
    }

    mutating func expectUntouched(
        _ path: String, _ before: [UInt8], _ part: String, _ what: String
    ) {
        let after = try? bytes(path)
        if after != before { findings.fail(part, "\(what) changes the file that was there") }
    }

    /// A file that was cut off is never read.
    mutating func checkTruncation() throws {
        let (path, short) = (path("whole"), path("short"))
        try format.write(sample(), to: path, options: options)
        let whole = try bytes(path)
        // Every length of a small file; of a larger one its ends and some between.
        let step = max(1, whole.count / 1000)
        let lengths = Set(stride(from: 0, to: whole.count, by: step))
            .union(whole.count > 64 ? whole.count - 64..<whole.count : 0..<0)
        for length in lengths.sorted() {
            try Data(whole[..<length]).write(to: URL(fileURLWithPath: short))
            do {
                _ = try format.read(from: short, limits: ReadLimits())
                return findings.fail(
                    "truncation", "\(length) of \(whole.count) bytes are read as if they were all")
            } catch {}
        }
        try Data(whole + [0]).write(to: URL(fileURLWithPath: short))
        do {
            _ = try format.read(from: short, limits: ReadLimits())
            findings.fail("truncation", "a byte too many is not noticed")
        } catch {}
    }

    /// Paths without a file to read, or where none can be written.
    mutating func checkPaths() throws {
        let folder = path("folder")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let (state, format, options) = (try sample(), format, options)
        let before = try listing()
        for (what, place) in [
            ("a file that is not there", path("none")), ("a directory", folder),
            ("a path in a directory that is not there", "\(directory)/none/x"),
        ] {
            expectThrow("reading \(what)") {
                _ = try format.read(from: place, limits: ReadLimits())
            }
        }
        for (what, place) in [
            ("a directory", folder),
            ("a path in a directory that is not there", "\(directory)/none/x"),
        ] {
            expectThrow("writing to \(what)") {
                try format.write(state, to: place, options: options)
            }
        }
        if try listing() != before {
            findings.fail("paths", "a failed read or write leaves \(try listing()), not \(before)")
        }
        // Symbolic links are followed: the file at their end is replaced.
        let (target, link) = (path("target"), path("link"))
        try format.write(state, to: target, options: options)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
        try format.write(["other": try Tensor([1])], to: link, options: options)
        if try format.read(from: target, limits: ReadLimits()).keys != ["other"] {
            findings.fail("paths", "writing over a symbolic link does not reach its file")
        }
    }

    private mutating func expectThrow(_ what: String, _ body: () throws -> Void) {
        do {
            try body()
            findings.fail("paths", "\(what) does not throw")
        } catch {}
    }

    /// Writes that fail halfway.
    mutating func checkFailures(
        _ failures: [(label: String, write: (StateDictionary, String) throws -> Void)]
    ) throws {
        let path = path("kept")
        try format.write(sample(), to: path, options: options)
        let (before, names) = (try bytes(path), try listing())
        let state: StateDictionary = ["new": try Samples.values([5000], in: -1...1)]
        for failure in failures {
            do {
                try failure.write(state, path)
                findings.fail("failed writes", "\(failure.label) does not throw")
            } catch {}
            expectUntouched(path, before, "failed writes", failure.label)
            if try listing() != names {
                findings.fail("failed writes", "\(failure.label) leaves \(try listing())")
            }
        }
    }
}
