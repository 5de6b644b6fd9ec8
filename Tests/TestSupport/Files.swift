import Foundation

/// The path of a file in Fixtures: `fixturePath("Losses/mse.npz")`.
package func fixturePath(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Fixtures/\(name)").path
}

/// The bytes of a file.
package func contents(of path: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
}

/// A directory that goes with the test.
package final class TemporaryDirectory: Sendable {
    package let path: String

    package init() throws {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("linalgkit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a file in it, with these bytes if there are any.
    package func file(_ name: String, _ bytes: [UInt8]? = nil) throws -> String {
        let file = "\(path)/\(name)"
        if let bytes {
            // Some file systems wait for the disk when a file is cut to nothing and written again.
            unlink(file)
            try Data(bytes).write(to: URL(fileURLWithPath: file))
        }
        return file
    }

    /// The names in it, those that start with a dot too.
    package var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }
}
