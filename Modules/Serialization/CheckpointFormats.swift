import Synchronization
import TensorCore

/// The checkpoint formats that a file extension, or what a file begins with, can choose: this
/// module's, those added here, and those of the plugins that `Runtime` knows.
public enum CheckpointFormats {
    private static let list = Mutex<[any CheckpointFormat.Type]>([
        NPZ.self, SafeTensors.self, PyTorchFile.self,
    ])

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

    /// The format of the file at `path`: that of its extension, or where this chooses none, the one
    /// that recognizes how the file begins.
    ///
    /// - Throws: `SerializationError`, with the code `unknownFormat` when no format does, or several.
    public static func format(ofFile path: String) throws -> any CheckpointFormat.Type {
        let site = ErrorSite(operation: "read", path: path)
        if let format = format(withExtensionOf: path) { return format }
        guard fileExtension(of: path) != NPY.fileExtension else { throw unknown(path, site) }
        let file = try InputFile(path: path)
        // A name in an archive has at most 65,535 bytes; longer ones than this nobody writes.
        let start = try file.bytes(at: 0, count: min(file.byteCount, 4096))
        let formats = (added + plugged(in: Runtime.registry)).filter {
            $0.recognizes(start: start, byteCount: file.byteCount)
        }
        guard let format = formats.first else { throw unknown(path, site) }
        guard formats.count == 1 else {
            throw site.error(
                .unknownFormat, expected: "a file that one format recognizes",
                got: "one that \(formats.map { $0.name }.joined(separator: " and ")) do",
                advice: "Give the file the extension of its format.")
        }
        return format
    }

    /// What the file at `path` says of its tensors, in its order; their data is not read where the
    /// format has names, types and shapes apart from it.
    ///
    /// - Throws: `SerializationError`.
    public static func contents(
        of path: String, limits: ReadLimits = ReadLimits()
    ) throws -> [StoredTensor] {
        try format(ofFile: path).contents(of: path, limits: limits)
    }

    static func format(at site: ErrorSite, path: String) throws -> any CheckpointFormat.Type {
        guard let format = format(withExtensionOf: path) else { throw unknown(path, site) }
        return format
    }

    private static func format(withExtensionOf path: String) -> (any CheckpointFormat.Type)? {
        let fileExtension = self.fileExtension(of: path)
        return (added + plugged(in: Runtime.registry)).first {
            $0.fileExtensions.contains(fileExtension)
        }
    }

    private static func unknown(_ path: String, _ site: ErrorSite) -> SerializationError {
        let fileExtension = self.fileExtension(of: path)
        let known = fileExtensions.map { ".\($0)" }.joined(separator: ", ")
        return site.error(
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
