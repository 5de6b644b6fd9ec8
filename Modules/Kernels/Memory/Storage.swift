/// A block that is released with its last reference: what a kernel needs for the time of a call.
public final class Storage: @unchecked Sendable {
    // `@unchecked`: the bytes belong to the kernel that has made the storage.

    /// The first byte.
    public let pointer: UnsafeMutableRawPointer
    /// Bytes that may be used.
    public let byteCount: Int

    private init(_ pointer: UnsafeMutableRawPointer, _ byteCount: Int) {
        self.pointer = pointer
        self.byteCount = byteCount
    }

    /// New memory of `byteCount` bytes, its contents undefined; nil when there is none left.
    public static func allocate(byteCount: Int) -> Storage? {
        Block.allocate(byteCount: byteCount).map { Storage($0, byteCount) }
    }

    deinit { Block.release(pointer, byteCount: byteCount) }
}
