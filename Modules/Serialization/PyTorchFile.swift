public import TensorCore

/// The files that PyTorch's `torch.save` writes, `.pt` and `.pth`: read, and not written.
///
/// A file holds whatever was saved. Its tensors are found at any depth, each under the keys of the
/// dictionaries and the positions in the lists that lead to it, joined by dots: of
/// `{"model": model.state_dict(), "epoch": 3}` the tensors are `model.0.weight` and so on, and
/// ``TensorCore/StateDictionary/part(_:)`` gives those of the model alone. A tensor that is all the
/// file holds is called `tensor`. What else there is, such as the epoch, is in ``value(of:limits:)``.
///
/// Such a file is a program for Python's pickle, which can run any code. Here nothing is ever run: a
/// dozen names of functions are known, and what they do is done here; any other is refused. Refused
/// are also objects of other classes, sparse, quantized and complex tensors, and files of versions
/// before 1.6. Tensors that share memory in PyTorch come back with equal elements, as values; those
/// of other strides keep them.
///
/// A file is read only if it is whole: as for ``NPZ``, the archive's directory, headers and checksums
/// must agree, which PyTorch does not ask for.
///
/// Source: PyTorch 2.13, `torch/serialization.py`, `torch/_utils.py`.
public enum PyTorchFile: CheckpointFormat {
    public static let name = "pytorch"

    public static let fileExtensions = ["pt", "pth"]

    public static func recognizes(start: [UInt8], byteCount: Int) -> Bool {
        PyTorchArchive.recognizes(start: start)
    }

    public static func read(from path: String, limits: ReadLimits) throws -> StateDictionary {
        try read(from: path, limits: limits) { _ in true }
    }

    public static func contents(of path: String, limits: ReadLimits) throws -> [StoredTensor] {
        let heap = try PyTorchArchive(path: path, limits: limits).objects()
        return try names(heap, path, limits).map { heap.tensors[$1].description(named: $0) }
    }

    /// The tensors of the file at `path` that `isWanted` asks for, in the file's order; only their
    /// storages are read.
    public static func read(
        from path: String, limits: ReadLimits, where isWanted: (StoredTensor) -> Bool
    ) throws -> StateDictionary {
        let archive = try PyTorchArchive(path: path, limits: limits)
        let heap = try archive.objects()
        let wanted = try names(heap, path, limits).filter {
            isWanted(heap.tensors[$0.tensor].description(named: $0.name))
        }
        let tensors = try archive.read(wanted.map { heap.tensors[$0.tensor] })
        var state = StateDictionary()
        for ((name, _), tensor) in zip(wanted, tensors) { state[name] = tensor }
        return state
    }

    /// All that the file at `path` holds, numbers and text too.
    ///
    /// - Throws: `SerializationError`; then nothing of the file was returned.
    public static func value(
        of path: String, limits: ReadLimits = ReadLimits()
    ) throws -> PyTorchValue {
        let archive = try PyTorchArchive(path: path, limits: limits)
        let heap = try archive.objects()
        var builder = PyTorchValueBuilder(
            heap: heap, tensors: try archive.read(heap.tensors), limits: limits,
            site: ErrorSite(operation: "read", path: path))
        return try builder.value(of: heap.root)
    }

    /// Throws: files for PyTorch are written in formats that it reads without pickle.
    public static func write(
        _ state: StateDictionary, to path: String, options: SaveOptions
    ) throws {
        throw ErrorSite(operation: "write", path: path).error(
            .unsupported, expected: "a format that is written", got: "one that is only read",
            advice: "Write .safetensors or .npz: PyTorch loads either.")
    }

    private static func names(
        _ heap: PickleHeap, _ path: String, _ limits: ReadLimits
    ) throws -> [(name: String, tensor: Int)] {
        try PyTorchNames.tensors(
            in: heap, limits: limits, site: ErrorSite(operation: "read", path: path))
    }
}
