import Foundation

/// The data that come with the package, by name.
package enum Datasets {
    /// The names, in the order of the alphabet.
    package static let names = ["digits"]

    /// The path of the `.npz` file of that name, or nil when the file is not to be found.
    ///
    /// The build puts a folder with the files beside every program that links this module. A
    /// program that was moved without it finds the files in the checkout that it was built from.
    /// (SwiftPM's `Bundle.module` looks in the same places, and ends the process when both fail.)
    package static func path(of name: String) -> String? {
        folders.map { $0.appendingPathComponent("\(name).npz").path }
            .first(where: FileManager.default.isReadableFile(atPath:))
    }

    private static var folders: [URL] {
        let program = Bundle.main.bundleURL
        return [
            program.appendingPathComponent("LinAlgKit_Datasets.resources"),
            program.appendingPathComponent("LinAlgKit_Datasets.bundle"),
            URL(fileURLWithPath: #filePath).deletingLastPathComponent(),
        ]
    }
}
