public import TensorCore

/// The `.safetensors` format of Hugging Face: a JSON header, then the bytes of all tensors.
///
/// All element types of this library are read and written, bit for bit; others, such as the 8-bit
/// floats, are refused, naming the tensor. The data must fill the file without hole, overlap or
/// rest, and names may occur once, which other readers do not ask for. A name may be any text of
/// up to 1,024 bytes but `__metadata__`.
///
/// Data is read straight into the memory of its tensor, and of a listing or of single tensors no
/// other data is read at all. ``map(_:limits:where:)`` has tensors in the file's own pages instead.
///
/// The format has no checksum: a file that is cut off is refused, but not one whose numbers were
/// damaged. ``NPZ`` has one.
///
/// Source: <https://github.com/huggingface/safetensors>, README, and the package's version 0.8.0.
public enum SafeTensors: CheckpointFormat {
    public static let name = "safetensors"

    public static let fileExtensions = ["safetensors"]

    public static func recognizes(start: [UInt8], byteCount: Int) -> Bool {
        let lengthBytes = SafeTensorsHeader.lengthByteCount
        guard start.count > lengthBytes, start[lengthBytes] == UInt8(ascii: "{") else {
            return false
        }
        let length = LittleEndianBytes(start).uint64(at: 0)
        return length <= SafeTensorsHeader.maxByteCount && length <= byteCount - lengthBytes
    }

    public static func read(from path: String, limits: ReadLimits) throws -> StateDictionary {
        try read(from: path, limits: limits) { _ in true }
    }

    public static func contents(of path: String, limits: ReadLimits) throws -> [StoredTensor] {
        try SafeTensorsHeader(of: InputFile(path: path), limits: limits).entries.map(\.description)
    }

    /// The tensors of the file at `path` that `isWanted` asks for, in the order of its header; only
    /// their data is read.
    public static func read(
        from path: String, limits: ReadLimits, where isWanted: (StoredTensor) -> Bool
    ) throws -> StateDictionary {
        let file = try InputFile(path: path)
        let header = try SafeTensorsHeader(of: file, limits: limits)
        let wanted = header.entries.filter { isWanted($0.description) }
        // The entries lie side by side in the file, so the sum is not above its size.
        let byteCount = wanted.reduce(0) { $0 + $1.range.count }
        guard byteCount <= limits.maxBytes else {
            throw file.site.error(
                .limitExceeded, expected: "at most \(limits.maxBytes) bytes", got: "\(byteCount)",
                advice: "Raise ReadLimits.maxBytes if the file is to be trusted.")
        }
        var state = StateDictionary()
        for entry in wanted {
            state[entry.name] = try tensor(of: entry, dataOffset: header.dataOffset, in: file)
        }
        return state
    }

    /// The tensors of the file at `path` that `isWanted` asks for, in the file's own pages: they are
    /// there at once however large they are, are read when they are first used, and programs that
    /// map one file share its memory.
    ///
    /// A tensor that is written to is copied; the file never changes. Replacing the file, as saving
    /// does, leaves these tensors as they are. But the file must not be cut or written to in place
    /// meanwhile: what reads beyond its end then ends the process. Where that can happen use
    /// ``read(from:limits:where:)``.
    ///
    /// A tensor that does not lie at a multiple of its elements' width, as other writers may place
    /// it, is read as by ``read(from:limits:where:)``.
    public static func map(
        _ path: String, limits: ReadLimits = ReadLimits(),
        where isWanted: (StoredTensor) -> Bool = { _ in true }
    ) throws -> StateDictionary {
        let file = try InputFile(path: path)
        let header = try SafeTensorsHeader(of: file, limits: limits)
        let memory = try file.mapped()
        var state = StateDictionary()
        for entry in header.entries where isWanted(entry.description) {
            let start = header.dataOffset + entry.range.lowerBound
            if let tensor = memory.tensor(Shape(entry.shape), entry.dtype, at: start) {
                try ElementConversion.checkBooleans(
                    memory.bytes(start..<start + entry.range.count), dtype: entry.dtype,
                    site: file.site.at(member: entry.name))
                state[entry.name] = tensor
            } else {
                state[entry.name] = try Self.tensor(
                    of: entry, dataOffset: header.dataOffset, in: file)
            }
        }
        return state
    }

    private static func tensor(
        of entry: SafeTensorsEntry, dataOffset: Int, in file: InputFile
    ) throws -> Tensor {
        let site = file.site.at(member: entry.name)
        do {
            return try Tensor(uninitialized: Shape(entry.shape), dtype: entry.dtype) { bytes in
                try file.read(into: bytes, at: dataOffset + entry.range.lowerBound)
                try ElementConversion.checkBooleans(bytes, dtype: entry.dtype, site: site)
            }
        } catch let error as TensorError {
            throw site.outOfMemory(error, byteCount: entry.range.count)
        }
    }

    /// The texts that the file at `path` has beside its tensors, in its `__metadata__`.
    ///
    /// - Throws: `SerializationError`.
    public static func metadata(
        of path: String, limits: ReadLimits = ReadLimits()
    ) throws -> [String: String] {
        try SafeTensorsHeader(of: InputFile(path: path), limits: limits).metadata
    }

    /// Replaces the file at `path` with the tensors of `state`, in the dictionary's order.
    ///
    /// The bytes are forced to the medium before the file gets its name, and the name before this
    /// returns.
    ///
    /// - Throws: `SerializationError`, or what kept `state` from being whole; then the file at
    ///   `path` is what it was before, unless the code is `savedDurabilityUnknown`.
    public static func write(
        _ state: StateDictionary, to path: String, options: SaveOptions
    ) throws {
        guard options.compression == .none else {
            throw ErrorSite(operation: "write", path: path).error(
                .invalidOption, expected: "no compression, which the format does not have",
                got: "\(options.compression)", advice: "Write a .npz file, or leave it out.")
        }
        try write(state, to: path, metadata: [:], fileSystem: .system)
    }

    /// Replaces the file at `path` with the tensors of `state` and some texts.
    ///
    /// Some programs ask for `["format": "pt"]`.
    ///
    /// - Throws: `SerializationError`, or what kept `state` from being whole; then the file at
    ///   `path` is what it was before, unless the code is `savedDurabilityUnknown`.
    public static func write(
        _ state: StateDictionary, to path: String, metadata: [String: String]
    ) throws {
        try write(state, to: path, metadata: metadata, fileSystem: .system)
    }

    package static func write(
        _ state: StateDictionary, to path: String, metadata: [String: String] = [:],
        fileSystem: FileSystem
    ) throws {
        if let problem = state.problem { throw problem }
        let site = ErrorSite(operation: "write", path: path)
        let header = try SafeTensorsHeader(of: state, metadata: metadata, site: site)
        try AtomicReplacement.replaceFile(at: path, fileSystem: fileSystem) { sink in
            try header.bytes.withUnsafeBytes { try sink.write($0, site: site) }
            for entry in header.entries.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
                try state[entry.name]?.withUnsafeBytes { bytes in
                    if !bytes.isEmpty { try sink.write(bytes, site: site) }
                }
            }
        }
    }
}
