import Foundation
import Serialization
import TensorCore

/// The files under Fixtures that PyTorch's results are in, one for each subject.
package enum Fixtures {
    /// A folder of fixtures.
    package enum Folder: String, CaseIterable, Sendable {
        case operations = "Operations"
        case layers = "Layers"
        case losses = "Losses"
        case optimizers = "Optimizers"
        case schedulers = "Schedulers"
    }

    /// The folder Fixtures of the checkout that this program was built from.
    package static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures")

    /// The subjects that a folder has a file about, in order.
    package static func subjects(in folder: Folder) throws -> [String] {
        try FileManager.default
            .contentsOfDirectory(atPath: root.appendingPathComponent(folder.rawValue).path)
            .filter { $0.hasSuffix(".npz") }.map { String($0.dropLast(4)) }.sorted()
    }

    /// The file about a subject, read by the library's own reader.
    package static func file(_ subject: String, in folder: Folder) throws -> ReferenceFile {
        let path = root.appendingPathComponent("\(folder.rawValue)/\(subject).npz").path
        return try ReferenceFile(subject, StateDictionary(contentsOf: path))
    }
}
