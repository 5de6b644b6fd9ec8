public import TensorCore

extension StateDictionary {
    /// Replaces the file at `path` with these tensors, in this order.
    ///
    /// The file extension chooses the format among ``CheckpointFormats``. The file is replaced in
    /// one step, after its bytes and before its name are forced to the medium: whoever reads it
    /// sees the old contents or the new, and after an error it is what it was before.
    ///
    /// - Throws: `SerializationError`, or what kept the dictionary from being whole.
    public func write(to path: String, options: SaveOptions = SaveOptions()) throws {
        if let problem { throw problem }
        let site = ErrorSite(operation: "write", path: path)
        try CheckpointFormats.format(at: site, path: path).write(self, to: path, options: options)
    }

    /// The tensors of the file at `path`, in the file's order, with the types that they have there.
    ///
    /// The file's extension, or else its first bytes, choose the format among ``CheckpointFormats``.
    ///
    /// - Throws: `SerializationError`; then nothing of the file was kept.
    public init(contentsOf path: String, limits: ReadLimits = ReadLimits()) throws {
        self = try CheckpointFormats.format(ofFile: path).read(from: path, limits: limits)
    }

    /// The tensors of the file at `path` that `isWanted` asks for; the data of others is not read
    /// where the format allows that.
    ///
    /// ```swift
    /// let encoder = try StateDictionary(contentsOf: "bert.safetensors") {
    ///     $0.name.hasPrefix("encoder.")
    /// }
    /// ```
    /// - Throws: `SerializationError`; then nothing of the file was kept.
    public init(
        contentsOf path: String, limits: ReadLimits = ReadLimits(),
        where isWanted: (StoredTensor) -> Bool
    ) throws {
        self = try CheckpointFormats.format(ofFile: path).read(
            from: path, limits: limits, where: isWanted)
    }
}
