/// Integers inside bytes of a file.
struct LittleEndianBytes {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The unsigned integer in the `byteCount` bytes at `offset`, which lie within `bytes`.
    func integer(at offset: Int, byteCount: Int) -> UInt64 {
        bytes[offset..<(offset + byteCount)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    func uint16(at offset: Int) -> UInt16 {
        UInt16(truncatingIfNeeded: integer(at: offset, byteCount: 2))
    }

    func uint32(at offset: Int) -> UInt32 {
        UInt32(truncatingIfNeeded: integer(at: offset, byteCount: 4))
    }

    func uint64(at offset: Int) -> UInt64 {
        integer(at: offset, byteCount: 8)
    }
}
