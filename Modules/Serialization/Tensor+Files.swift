public import TensorCore

extension Tensor {
    /// The one tensor of that name in the file at `path`; the data of others is not read.
    ///
    /// The file's extension, or else its first bytes, choose the format among ``CheckpointFormats``.
    ///
    /// - Throws: `SerializationError`, with the code `unknownName` when the file has no such tensor.
    public init(
        named name: String, contentsOf path: String, limits: ReadLimits = ReadLimits()
    ) throws {
        let state = try StateDictionary(contentsOf: path, limits: limits) { $0.name == name }
        guard let tensor = state[name] else {
            throw ErrorSite(operation: "read", path: path).error(
                .unknownName, expected: "a tensor \(printable(name))", got: "none of that name",
                advice: "CheckpointFormats.contents(of:) lists what there is.")
        }
        self = tensor
    }
}
