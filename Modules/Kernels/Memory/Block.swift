#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Untyped memory: small blocks from the C library, whose per-thread lists are fastest for them,
/// larger ones, 64-byte aligned, from ``BufferCache``.
public enum Block {
    /// The largest block, in bytes, that the C library serves from its per-thread lists.
    public static let smallLimit = 960

    /// New memory of `byteCount` bytes, its contents undefined; nil when there is none left.
    public static func allocate(byteCount: Int) -> UnsafeMutableRawPointer? {
        if byteCount <= smallLimit { return malloc(max(byteCount, 1)) }
        return BufferCache.shared.acquire(byteCount: byteCount)
    }

    /// Gives back a block of at most ``smallLimit`` bytes.
    public static func release(small pointer: UnsafeMutableRawPointer) { free(pointer) }

    /// Gives back a block that ``allocate(byteCount:)`` gave for the same count.
    public static func release(_ pointer: UnsafeMutableRawPointer, byteCount: Int) {
        if byteCount <= smallLimit { return release(small: pointer) }
        BufferCache.shared.release(pointer, byteCount: byteCount)
    }
}
