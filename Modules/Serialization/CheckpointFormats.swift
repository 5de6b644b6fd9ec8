import Synchronization
import TensorCore

/// The checkpoint formats that a file extension can choose: this module's, those added here, and
/// those of the plugins that `Runtime` knows.
public enum CheckpointFormats {
    private static let list = Mutex<[any CheckpointFormat.Type]>([NPZ.self])

    /// This module's formats and those of ``register(_:)``.
    static var added: [any CheckpointFormat.Type] { list.withLock { $0 } }

    /// The file extensions that choose a format, without the dot.
    public static var fileExtensions: [String] {
        added.flatMap { $0.fileExtensions } + Runtime.registry.names(of: .checkpointFormat)
    }

    /// Adds a format for the whole process, so that its file extensions choose it.
    ///
    /// - Throws: `SerializationError` with the code `formatClash` if a format has the same name or
    ///   claims one of the same extensions, and `invalidOption` if `format` has no extension or one
    ///   that no path can end in.
    public static func register(_ format: any CheckpointFormat.Type) throws {
        let plugged = plugged(in: Runtime.registry)
        try list.withLock { formats in
            try check(format, against: formats + plugged)
            formats.append(format)
        }
    }

    /// The format that the extension of `path` chooses; case does not matter.
    ///
    /// - Throws: `SerializationError` with the code `unknownFormat`, naming the extensions that are
    ///   known.
    public static func format(forPath path: String) throws -> any CheckpointFormat.Type {
        try format(at: ErrorSite(operation: "choose a format for", path: path), path: path)
    }

    static func format(at site: ErrorSite, path: String) throws -> any CheckpointFormat.Type {
        let fileExtension = self.fileExtension(of: path)
        let formats = added + plugged(in: Runtime.registry)
        if let format = formats.first(where: { $0.fileExtensions.contains(fileExtension) }) {
            return format
        }
        let known = fileExtensions.map { ".\($0)" }.joined(separator: ", ")
        throw site.error(
            .unknownFormat, expected: "a file extension of a known format (\(known))",
            got: fileExtension.isEmpty ? "none" : printable(".\(fileExtension)"),
            advice: fileExtension == NPY.fileExtension
                ? "A .npy file holds one tensor: use NPY.read(from:) and NPY.write(_:to:)."
                : "Use a known extension, or link the plugin that has the format.")
    }

    /// Throws unless `format` can be told from `others` by its name and its extensions.
    static func check(
        _ format: any CheckpointFormat.Type, against others: [any CheckpointFormat.Type]
    ) throws {
        let site = ErrorSite(operation: "register", path: nil)
        let extensions = format.fileExtensions
        guard !extensions.isEmpty, extensions.allSatisfy(isUsable) else {
            throw site.error(
                .invalidOption, expected: "file extensions in lower case, without a dot",
                got: "\(extensions) of the format \(printable(format.name))")
        }
        let clash = others.first { other in
            other.name == format.name || extensions.contains(where: other.fileExtensions.contains)
        }
        if let clash {
            throw site.error(
                .formatClash, expected: "a new name and new file extensions",
                got: "\(printable(format.name)) with \(extensions), while "
                    + "\(printable(clash.name)) has \(clash.fileExtensions)",
                advice: "Register one of the two.")
        }
    }

    private static func plugged(in registry: Registry) -> [any CheckpointFormat.Type] {
        registry.names(of: .checkpointFormat).compactMap {
            try? registry.entry(named: $0, kind: .checkpointFormat)
        }
    }

    /// What follows the last dot of the last component, in lower case; empty without a dot.
    private static func fileExtension(of path: String) -> String {
        let name = path.unicodeScalars.reversed().prefix { $0 != "/" }
        guard let dot = name.firstIndex(of: ".") else { return "" }
        return String(String.UnicodeScalarView(name[..<dot].reversed())).lowercased()
    }

    private static func isUsable(_ fileExtension: String) -> Bool {
        !fileExtension.isEmpty && fileExtension == fileExtension.lowercased()
            && !fileExtension.contains { $0 == "." || $0 == "/" }
    }
}
