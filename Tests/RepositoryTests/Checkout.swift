import Foundation

/// The files of the checkout that these tests were built from.
enum Checkout {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The names at the root, those of the build and of git apart.
    static var rootEntries: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: root.path)
                .filter { $0 != ".git" && !$0.hasPrefix(".build") && $0 != "Package.resolved" }
                .sorted()
        }
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
    }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// The names of the folders in a folder.
    static func folders(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(
            at: root.appendingPathComponent(folder), includingPropertiesForKeys: [.isDirectoryKey]
        ).filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
            .map(\.lastPathComponent).sorted()
    }

    /// The paths of the files below folders with one of the extensions, builds apart.
    static func files(in folders: [String], extensions: Set<String> = ["swift"]) throws -> [String]
    {
        var paths: [String] = []
        for folder in folders {
            let walk = FileManager.default.enumerator(
                atPath: root.appendingPathComponent(folder).path)
            while let path = walk?.nextObject() as? String {
                guard extensions.contains(URL(fileURLWithPath: path).pathExtension),
                    !path.contains(".build")
                else { continue }
                paths.append("\(folder)/\(path)")
            }
        }
        return paths.sorted()
    }
}
