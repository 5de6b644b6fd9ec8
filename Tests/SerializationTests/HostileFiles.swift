/// Files built byte by byte, so that every field can lie.

/// A `.npy` file from the text of its header's values.
func npy(
    descr: String = "'<f4'", fortranOrder: String = "False", shape: String = "(4,)",
    data: [UInt8] = bytesOfFour
) -> [UInt8] {
    npy(
        header: "{'descr': \(descr), 'fortran_order': \(fortranOrder), 'shape': \(shape), }",
        data: data)
}

/// A `.npy` file from the text of its header; `length` is what it says of that text.
func npy(
    header: String, version: [UInt8] = [1, 0], length: Int? = nil, data: [UInt8] = bytesOfFour
) -> [UInt8] {
    let length = length ?? header.utf8.count
    let width = version[0] == 1 ? 2 : 4
    return [0x93] + Array("NUMPY".utf8) + version + littleEndian(length, width) + Array(header.utf8)
        + data
}

/// The data of four float32: 1, 2, 3, 4.
let bytesOfFour: [UInt8] = [0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 64]

func littleEndian(_ value: some BinaryInteger, _ byteCount: Int) -> [UInt8] {
    (0..<byteCount).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

/// A member of an archive: what is said before it, what the directory says, and its data.
struct ZipTestMember {
    struct Header {
        var name: [UInt8]
        var flags: UInt16 = 0
        var method: UInt16 = 0
        var checksum: UInt32
        var compressedByteCount: Int
        var byteCount: Int
        var extra: [UInt8] = []

        var bytes: [UInt8] {
            [45, 0] + littleEndian(flags, 2) + littleEndian(method, 2) + [0, 0, 0x21, 0]
                + littleEndian(checksum, 4) + littleEndian(compressedByteCount, 4)
                + littleEndian(byteCount, 4) + littleEndian(name.count, 2)
                + littleEndian(extra.count, 2)
        }
    }

    var local: Header
    var central: Header
    var body: [UInt8]
    /// What follows the data.
    var descriptor: [UInt8] = []
    var attributes: UInt32 = 0o100644 << 16
    var comment: [UInt8] = []
    /// Added to the offset that the directory gives.
    var offsetError = 0
    /// How many records the directory has for it.
    var recordCount = 1

    /// A member whose headers tell the truth.
    init(_ name: String = "w.npy", _ data: [UInt8] = npy(), isDeflated: Bool = false) {
        self.init(name: Array(name.utf8), data, isDeflated: isDeflated)
    }

    init(name: [UInt8], _ data: [UInt8] = npy(), isDeflated: Bool = false) {
        body = isDeflated ? deflatedInStoredBlocks(data) : data
        let isASCII = name.allSatisfy { $0 < 0x80 }
        local = Header(
            name: name, flags: isASCII ? 0 : 0x800, method: isDeflated ? 8 : 0,
            checksum: crc32(data),
            compressedByteCount: body.count, byteCount: data.count)
        central = local
    }

    /// A member of data that unpacks from `body` to something other than declared.
    init(_ name: String = "w.npy", deflated body: [UInt8], declaring byteCount: Int, crc: UInt32) {
        self.body = body
        local = Header(
            name: Array(name.utf8), method: 8, checksum: crc, compressedByteCount: body.count,
            byteCount: byteCount)
        central = local
    }

    /// This member with something changed.
    func with(_ change: (inout ZipTestMember) -> Void) -> ZipTestMember {
        var copy = self
        change(&copy)
        return copy
    }

    /// This member with the same change to both headers.
    func withHeaders(_ change: (inout Header) -> Void) -> ZipTestMember {
        with {
            change(&$0.local)
            change(&$0.central)
        }
    }
}

/// The fields of the record at the end of an archive.
struct ZipTestEnd {
    var disk = 0
    var count: Int
    var totalCount: Int
    var directoryByteCount: Int
    var directoryOffset: Int
    var comment: [UInt8] = []
    /// Said instead of the right count.
    var commentByteCount: Int?

    var bytes: [UInt8] {
        [0x50, 0x4B, 5, 6] + littleEndian(disk, 2) + [0, 0] + littleEndian(count, 2)
            + littleEndian(totalCount, 2) + littleEndian(directoryByteCount, 4)
            + littleEndian(directoryOffset, 4)
            + littleEndian(commentByteCount ?? comment.count, 2) + comment
    }
}

/// An archive of `members`; `gap` lies between each and what follows it, `zip64` before the end
/// record.
func zipArchive(
    _ members: [ZipTestMember], gap: [UInt8] = [], zip64: Zip64TestRecords? = nil,
    end change: (inout ZipTestEnd) -> Void = { _ in }
) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    var recordCount = 0
    for member in members {
        let offset = file.count + member.offsetError
        file += [0x50, 0x4B, 3, 4] + member.local.bytes + member.local.name + member.local.extra
        file += member.body + member.descriptor + gap
        let record =
            [0x50, 0x4B, 1, 2, 45, 3] + member.central.bytes + littleEndian(member.comment.count, 2)
            + [0, 0, 0, 0] + littleEndian(member.attributes, 4) + littleEndian(offset, 4)
            + member.central.name + member.central.extra + member.comment
        for _ in 0..<member.recordCount { directory += record }
        recordCount += member.recordCount
    }
    var end = ZipTestEnd(
        count: recordCount, totalCount: recordCount, directoryByteCount: directory.count,
        directoryOffset: file.count)
    file += directory + (zip64?.bytes(for: end) ?? [])
    change(&end)
    return file + end.bytes
}

/// The zip64 end record and its locator, as they follow a directory.
struct Zip64TestRecords {
    /// Said instead of the right count.
    var count: Int?
    var parts = 1
    /// Added to the offset in the locator.
    var offsetError = 0

    func bytes(for end: ZipTestEnd) -> [UInt8] {
        let count = count ?? end.count
        let start = end.directoryOffset + end.directoryByteCount
        return [0x50, 0x4B, 6, 6] + littleEndian(44, 8) + [45, 0, 45, 0] + littleEndian(0, 8)
            + littleEndian(count, 8) + littleEndian(count, 8)
            + littleEndian(end.directoryByteCount, 8) + littleEndian(end.directoryOffset, 8)
            + [0x50, 0x4B, 6, 7] + littleEndian(0, 4) + littleEndian(start + offsetError, 8)
            + littleEndian(parts, 4)
    }
}

/// `data` as a deflate stream of blocks that are not compressed.
func deflatedInStoredBlocks(_ data: [UInt8]) -> [UInt8] {
    let blockLimit = 0xFFFF
    let starts = data.isEmpty ? [0] : Array(stride(from: 0, to: data.count, by: blockLimit))
    return starts.flatMap { start -> [UInt8] in
        let block = data[start..<min(start + blockLimit, data.count)]
        let isLast: UInt8 = start + blockLimit >= data.count ? 1 : 0
        return [isLast] + littleEndian(block.count, 2) + littleEndian(~block.count, 2) + block
    }
}

/// A deflate stream of `start`, then of at least `byteCount` zeros, in about 1/160 of their size.
func deflateBomb(start: [UInt8], byteCount: Int) -> [UInt8] {
    var bits = BitWriter()
    bits.bytes = [0] + littleEndian(start.count, 2) + littleEndian(~start.count, 2) + start
    // The last block, with fixed codes; a zero; then "258 bytes from one byte back" again and
    // again.
    for bit in [true, true, false] { bits.append(bit) }
    bits.append(code: 0x30, bitCount: 8)
    func appendEightRuns() {
        for _ in 0..<8 {
            bits.append(code: 0b1100_0101, bitCount: 8)
            bits.append(code: 0, bitCount: 5)
        }
    }
    // Eight runs have 8 x 13 bits, so from the second on they are the same 13 bytes each time.
    appendEightRuns()
    let second = bits.bytes.count
    appendEightRuns()
    let period = bits.bytes[second...]
    for _ in 0..<(byteCount / (8 * 258)) { bits.bytes += period }
    bits.append(code: 0, bitCount: 7)
    while bits.pendingCount > 0 { bits.append(false) }
    return bits.bytes
}

/// Bits in deflate's order: into bytes from the lowest bit, codes from their highest.
private struct BitWriter {
    var bytes: [UInt8] = []
    private var pending: UInt8 = 0
    private(set) var pendingCount = 0

    mutating func append(_ bit: Bool) {
        if bit { pending |= 1 << UInt8(pendingCount) }
        pendingCount += 1
        if pendingCount == 8 {
            bytes.append(pending)
            pending = 0
            pendingCount = 0
        }
    }

    mutating func append(code: Int, bitCount: Int) {
        for bit in (0..<bitCount).reversed() { append(code >> bit & 1 == 1) }
    }
}

/// The checksum that zip archives use.
func crc32(_ data: [UInt8]) -> UInt32 {
    ~data.reduce(~0) { crc, byte in crc >> 8 ^ crcOfByte[Int(UInt8(truncatingIfNeeded: crc) ^ byte)]
    }
}

/// The checksum's polynomial, divided by each byte.
private let crcOfByte: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
}
