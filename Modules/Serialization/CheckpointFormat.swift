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

    /// Whether a file of `byteCount` bytes that begins with `start` looks like one of this format.
    ///
    /// It is asked for files whose extension chooses no format. `start` is the first kilobytes of
    /// the file, or all of it. By default no file does.
    static func recognizes(start: [UInt8], byteCount: Int) -> Bool

    /// What the file at `path` says of its tensors, in the file's order.
    ///
    /// By default everything is read; a format that can find the names, types and shapes without
    /// the data should.
    ///
    /// - Throws: `SerializationError`.
    static func contents(of path: String, limits: ReadLimits) throws -> [StoredTensor]

    /// The tensors of the file at `path` that `isWanted` asks for, in the file's order.
    ///
    /// By default everything is read, and what is not wanted dropped.
    ///
    /// - Throws: `SerializationError`; then nothing of the file was returned.
    static func read(
        from path: String, limits: ReadLimits, where isWanted: (StoredTensor) -> Bool
    ) throws -> StateDictionary
}

extension CheckpointFormat {
    public static func recognizes(start: [UInt8], byteCount: Int) -> Bool { false }

    public static func contents(of path: String, limits: ReadLimits) throws -> [StoredTensor] {
        try read(from: path, limits: limits).map { StoredTensor(name: $0.name, $0.tensor) }
    }

    public static func read(
        from path: String, limits: ReadLimits, where isWanted: (StoredTensor) -> Bool
    ) throws -> StateDictionary {
        try read(from: path, limits: limits).filtered { isWanted(StoredTensor(name: $0, $1)) }
    }
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
