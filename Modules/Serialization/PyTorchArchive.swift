import TensorCore

/// The zip archive that `torch.save` writes: a pickle, and a member for each storage.
struct PyTorchArchive {
    private let file: InputFile
    private let members: [ZipMember]
    /// The folder that all of it is in.
    private let root: String
    private let limits: ReadLimits

    static let pickleName = "/data.pkl"

    /// What `torch.save` wrote before version 1.6, and still does when it is told to, begins with:
    /// a pickle of a number that nobody else uses.
    private static let legacyStart: [UInt8] = [
        0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19,
    ]

    /// Whether a file that begins with `start` looks like one of PyTorch, old ones too.
    static func recognizes(start: [UInt8]) -> Bool {
        if start.starts(with: legacyStart) { return true }
        let suffix = pickleName.utf8
        return ZipStart(start)?.firstName?.suffix(suffix.count).elementsEqual(suffix) == true
    }

    init(path: String, limits: ReadLimits) throws {
        file = try InputFile(path: path)
        let start = try file.bytes(
            at: 0, count: min(file.byteCount, Self.legacyStart.count))
        guard start != Self.legacyStart else {
            throw file.site.error(
                .unsupported, expected: "a zip archive, as torch.save writes since version 1.6",
                got: "a file in the format before that",
                advice: "Load it with PyTorch, and save what it holds again.")
        }
        members = try ZipDirectory.members(of: file, suffix: "", limits: limits)
        let pickles = members.filter {
            $0.name.suffix(Self.pickleName.utf8.count)
                .elementsEqual(Self.pickleName.utf8)
        }
        guard let pickle = pickles.first, pickles.count == 1 else {
            throw file.site.error(
                .malformed, expected: "one member that ends in \(Self.pickleName)",
                got: "\(pickles.count)", advice: "The file was not written by torch.save.")
        }
        root = String(pickle.key.dropLast(Self.pickleName.count))
        self.limits = limits
        try checkMembers()
    }

    /// Throws unless what stands beside the pickle and the storages can be passed over.
    private func checkMembers() throws {
        for member in members {
            let site = file.site.at(member: member.key)
            guard member.header.method == ZipHeader.stored else {
                throw site.error(
                    .unsupported, expected: "members that are stored, as torch.save writes them",
                    got: "a compressed one")
            }
            guard !member.key.hasPrefix("\(root)/code/") else {
                throw site.error(
                    .unsupported, expected: "a file of torch.save", got: "one of torch.jit.save",
                    advice: "Save the module's state_dict() with torch.save.")
            }
        }
    }

    /// What the file's pickle makes, after a look at the byte order of its storages.
    func objects() throws -> PickleHeap {
        var heap: PickleHeap?
        try forEachMember(wanted: [root + Self.pickleName, "\(root)/byteorder"]) { source, member in
            let bytes = try source.bytes(count: member.byteCount)
            try source.finish()
            if member.key == root + Self.pickleName {
                heap = try PickleMachine.run(bytes, limits: limits, site: source.site)
            } else if !bytes.starts(with: "little".utf8) {
                throw source.site.error(
                    .unsupported, expected: "little-endian storages", got: printable(bytes),
                    advice: "Save the file with torch.save on a little-endian machine.")
            }
        }
        return heap ?? PickleHeap()
    }

    /// The tensors, each in the memory of its storage, which is read once.
    func read(_ tensors: [PyTorchTensor]) throws -> [Tensor] {
        var views = PyTorchViews(storages: try storages(of: tensors), limits: limits)
        return try tensors.map { tensor in
            try views.tensor(tensor, site: file.site.at(member: dataPrefix + tensor.storage.key))
        }
    }

    /// What the names of storages begin with.
    private var dataPrefix: String { "\(root)/data/" }

    /// The storages of the tensors by key, each of the type of the first tensor in it.
    private func storages(of tensors: [PyTorchTensor]) throws -> [String: Tensor] {
        var memory: [String: Tensor] = [:]
        var first: [String: PyTorchTensor] = [:]
        for tensor in tensors where first[tensor.storage.key] == nil {
            first[tensor.storage.key] = tensor
        }
        let prefix = dataPrefix
        try forEachMember(wanted: Set(first.keys.map { prefix + $0 })) { source, member in
            let key = String(member.key.dropFirst(prefix.count))
            guard let tensor = first[key] else { return }
            memory[key] = try read(member, as: tensor.dtype, from: source)
        }
        return memory
    }

    /// The elements of a storage. Its size is compared with the pickle's by the caller.
    private func read(
        _ member: ZipMember, as dtype: DType, from source: ArchiveReader
    ) throws -> Tensor {
        let (count, rest) = member.byteCount.quotientAndRemainder(dividingBy: dtype.byteCount)
        guard rest == 0 else {
            throw source.site.error(
                .malformed, expected: "whole elements of \(dtype)", got: "\(member.byteCount) bytes"
            )
        }
        do {
            return try Tensor(uninitialized: [count], dtype: dtype) { bytes in
                try source.read(into: bytes)
                try source.finish()
                try ElementConversion.checkBooleans(bytes, dtype: dtype, site: source.site)
            }
        } catch let error as TensorError {
            throw source.site.outOfMemory(error, byteCount: member.byteCount)
        }
    }

    /// Calls `body` at each member that is wanted, in the order of the file.
    private func forEachMember(
        wanted: Set<String>, _ body: (ArchiveReader, ZipMember) throws -> Void
    ) throws {
        try withUTF8Locale(file.site) {
            let archive = try ArchiveReader(file)
            for member in members {
                try archive.open(member)
                if wanted.contains(member.key) { try body(archive, member) }
            }
            try archive.expectEnd()
        }
    }
}

/// Makes tensors of storages. What they come to beyond the storages is counted: a file of a few
/// bytes can ask for any number of copies, and for views of any size.
private struct PyTorchViews {
    private struct Key: Hashable {
        let storage: String
        let dtype: DType
    }

    private let storages: [String: Tensor]
    private let limits: ReadLimits
    private var copies: [Key: Tensor] = [:]
    private var byteCount = 0

    init(storages: [String: Tensor], limits: ReadLimits) {
        self.storages = storages
        self.limits = limits
    }

    /// The tensor, in the memory of its storage.
    mutating func tensor(_ tensor: PyTorchTensor, site: ErrorSite) throws -> Tensor {
        guard let storage = storages[tensor.storage.key] else {
            throw site.error(
                .malformed, expected: "a member for each storage", got: "none",
                advice: "The file is damaged, or not written by torch.save.")
        }
        let storageBytes = storage.count * storage.dtype.byteCount
        guard tensor.storage.byteCount == storageBytes else {
            throw site.error(
                .malformed, expected: "\(tensor.storage.count) elements, as the pickle says",
                got: "\(storageBytes) bytes")
        }
        if !tensor.layout.isContiguous {
            // The product fits: it was compared with the limit when the tensor was described.
            try count(tensor.layout.count * tensor.dtype.byteCount, site)
        }
        return tensor.view(of: try self.storage(storage, of: tensor, site))
    }

    /// The storage with elements of the tensor's type: a copy if it was read as another.
    private mutating func storage(
        _ storage: Tensor, of tensor: PyTorchTensor, _ site: ErrorSite
    ) throws -> Tensor {
        guard storage.dtype != tensor.dtype else { return storage }
        let key = Key(storage: tensor.storage.key, dtype: tensor.dtype)
        if let copy = copies[key] { return copy }
        let storageBytes = storage.count * storage.dtype.byteCount
        try count(storageBytes, site)
        do {
            let copy = try Self.reinterpreted(storage, as: tensor.dtype, site: site)
            copies[key] = copy
            return copy
        } catch let error as TensorError {
            throw site.outOfMemory(error, byteCount: storageBytes)
        }
    }

    /// Throws when there are more bytes than the limit allows.
    private mutating func count(_ bytes: Int, _ site: ErrorSite) throws {
        guard bytes <= limits.maxBytes - byteCount else {
            throw site.error(
                .limitExceeded,
                expected: "views and copies of storages of at most \(limits.maxBytes) bytes in all",
                got: "more", advice: "Raise ReadLimits.maxBytes if the file is to be trusted.")
        }
        byteCount += bytes
    }

    /// A copy of the bytes as elements of another type, for a storage that several types see.
    private static func reinterpreted(
        _ storage: Tensor, as dtype: DType, site: ErrorSite
    ) throws -> Tensor {
        try storage.withUnsafeBytes { bytes in
            let count = bytes.count / dtype.byteCount
            return try Tensor(uninitialized: [count], dtype: dtype) { copy in
                copy.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes.prefix(copy.count)))
                try ElementConversion.checkBooleans(copy, dtype: dtype, site: site)
            }
        }
    }
}
