public import TensorCore

extension Registry.Kind {
    /// Checkpoint formats; an entry's name is a file extension.
    public static let checkpointFormat = Registry.Kind("checkpoint format")
}

extension Registry {
    /// Adds a plugin's checkpoint format, so that its file extensions choose it.
    ///
    /// - Throws: `SerializationError` with the code `invalidOption` if `format` has no extension or
    ///   one that no path can end in, and `formatClash` if ``CheckpointFormats/register(_:)`` has
    ///   one like it; `TensorError` if another plugin has one of the extensions.
    public mutating func register(checkpointFormat format: any CheckpointFormat.Type) throws {
        try CheckpointFormats.check(format, against: CheckpointFormats.added)
        for fileExtension in format.fileExtensions {
            try register(format, named: fileExtension, kind: .checkpointFormat)
        }
    }
}
