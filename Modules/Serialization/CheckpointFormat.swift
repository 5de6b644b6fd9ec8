public import TensorCore

/// A file format that holds named tensors.
///
/// A format is a type without instances: conform an `enum` to it, and hand it to
/// ``CheckpointFormats/register(_:)``. A conforming type promises that reading returns everything
/// or throws, that nothing a file holds is executed or used as a path, and that a failed write
/// leaves the file that was there before.
public protocol CheckpointFormat: Sendable {
    /// What the format is called in messages: `npz`.
    static var name: String { get }

    /// The file extensions that choose this format, in lower case and without the dot.
    static var fileExtensions: [String] { get }

    /// The tensors of the file at `path`, in the file's order.
    ///
    /// - Throws: `SerializationError`; then nothing of the file was returned.
    static func read(from path: String, limits: ReadLimits) throws -> StateDictionary

    /// Replaces the file at `path` with the tensors of `state`, in the dictionary's order.
    ///
    /// - Throws: `SerializationError`; then the file at `path` is what it was before.
    static func write(_ state: StateDictionary, to path: String, options: SaveOptions) throws
}

extension CheckpointFormat {
    /// The tensors of the file at `path`, within the default limits.
    ///
    /// - Throws: `SerializationError`; then nothing of the file was returned.
    public static func read(from path: String) throws -> StateDictionary {
        try read(from: path, limits: ReadLimits())
    }

    /// Replaces the file at `path` with the tensors of `state`, uncompressed.
    ///
    /// - Throws: `SerializationError`; then the file at `path` is what it was before.
    public static func write(_ state: StateDictionary, to path: String) throws {
        try write(state, to: path, options: SaveOptions())
    }
}
