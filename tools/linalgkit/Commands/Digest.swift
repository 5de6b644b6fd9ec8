import LinAlgKit

/// A number that says, near enough, whether tensors have the same names, types, shapes and bits.
///
/// It finds accidents: it is no protection from somebody who wants two to be equal.
///
/// Source: Fowler, Noll, Vo, FNV-1a, on 64 bits.
package struct Digest {
    package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The digest of all tensors, in order.
    package init(_ state: StateDictionary) throws {
        for (name, tensor) in state {
            name.utf8.forEach { add($0) }
            "|\(tensor.dtype) \(tensor.shape)|".utf8.forEach { add($0) }
            try tensor.withUnsafeBytes { bytes in for byte in bytes { add(byte) } }
        }
    }

    /// The value in hexadecimal digits.
    package var text: String { String(value, radix: 16) }

    private mutating func add(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
    }
}
