/// The checksum of gzip and PNG: the remainder by the polynomial 0x04C11DB7, bits reversed.
///
/// Source: RFC 1952, section 8.
package struct CRC32: Sendable {
    private var state: UInt32 = 0xFFFF_FFFF

    package init() {}

    /// For each byte what eight divisions of one bit make of it.
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { rest, _ in
            rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1
        }
    }

    /// Goes on by these bytes.
    package mutating func add(_ bytes: some Sequence<UInt8>) {
        Self.table.withUnsafeBufferPointer { table in
            // The index is a byte, and the table has 256 entries.
            for byte in bytes {
                state = table[Int(UInt8(truncatingIfNeeded: state) ^ byte)] ^ state >> 8
            }
        }
    }

    /// The checksum so far.
    package var value: UInt32 { ~state }
}
