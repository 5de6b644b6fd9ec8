import TensorCore

/// Loops over the elements of a file: byte order, axis order, and what a type admits.
///
/// Every buffer is one that this module made or a tensor's own; each function states what it needs
/// of their sizes, and the callers take those from the same header.
enum ElementConversion {
    /// Reverses the bytes of every element of `width` bytes; `bytes.count` is a multiple of it.
    static func swapBytes(of bytes: UnsafeMutableRawBufferPointer, width: Int) {
        switch width {
        case 2: swapBytes(of: bytes, as: UInt16.self)
        case 4: swapBytes(of: bytes, as: UInt32.self)
        case 8: swapBytes(of: bytes, as: UInt64.self)
        default: break
        }
    }

    private static func swapBytes<Element: FixedWidthInteger>(
        of bytes: UnsafeMutableRawBufferPointer, as type: Element.Type
    ) {
        bytes.withMemoryRebound(to: type) { elements in
            for index in elements.indices { elements[index] = elements[index].byteSwapped }
        }
    }

    /// Throws if `dtype` is `bool`, and a byte is neither 0 nor 1, the only ones that it may have.
    static func checkBooleans(
        _ bytes: UnsafeMutableRawBufferPointer, dtype: DType, site: ErrorSite
    ) throws {
        guard dtype == .bool else { return }
        var seen: UInt8 = 0
        for byte in bytes { seen |= byte }
        guard seen <= 1 else {
            throw site.error(
                .malformed, expected: "bytes 0 and 1 for dtype bool", got: "another byte",
                advice: "Save the array as uint8.")
        }
    }

    /// The float32 of each bfloat16 in `source`: the same bits, above sixteen zeros.
    static func widen(_ source: Slice<UnsafeBufferPointer<UInt16>>, into scratch: inout [UInt32]) {
        scratch.removeAll(keepingCapacity: true)
        for element in source { scratch.append(UInt32(element) << 16) }
    }
}
