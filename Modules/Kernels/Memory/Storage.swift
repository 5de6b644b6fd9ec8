/// The memory of one or more tensors: untyped bytes, released with the last reference.
///
/// Up to ``inlineLimit`` bytes lie behind the object itself, so that a small tensor costs one
/// allocation less; larger blocks come from ``BufferCache`` and go back to it, 64-byte aligned.
///
/// The bytes are written only by whoever holds the sole reference (a result under construction, or
/// an in-place update that has tested for uniqueness) and only read after.
public final class Storage: ManagedBuffer<Storage.Header, UInt64> {
    /// Where a block lies and where it came from.
    public struct Header {
        let pointer: UnsafeMutableRawPointer
        let byteCount: Int
        let isInline: Bool
    }

    /// The largest block, in bytes, that is stored behind the object: what the C library's
    /// per-thread cache still serves.
    @usableFromInline static let inlineLimit = 960

    /// New memory of `byteCount` bytes, its contents undefined; nil when there is none left.
    public static func allocate(byteCount: Int) -> Storage? {
        if byteCount <= inlineLimit {
            // The capacity is rounded up to whole words, so `byteCount` bytes fit.
            let buffer = Storage.create(minimumCapacity: (byteCount + 7) / 8) { buffer in
                buffer.withUnsafeMutablePointerToElements {
                    Header(
                        pointer: UnsafeMutableRawPointer($0), byteCount: byteCount, isInline: true)
                }
            }
            return unsafeDowncast(buffer, to: Storage.self)
        }
        guard let pointer = BufferCache.shared.acquire(byteCount: byteCount) else { return nil }
        let buffer = Storage.create(minimumCapacity: 0) { _ in
            Header(pointer: pointer, byteCount: byteCount, isInline: false)
        }
        return unsafeDowncast(buffer, to: Storage.self)
    }

    /// The first byte.
    public var pointer: UnsafeMutableRawPointer { header.pointer }

    /// Bytes that may be used.
    public var byteCount: Int { header.byteCount }

    deinit {
        if !header.isInline {
            BufferCache.shared.release(header.pointer, byteCount: header.byteCount)
        }
    }
}
