/// A block that is released with its last reference: of a tensor, or what a kernel needs for the time
/// of a call.
public final class Storage: @unchecked Sendable {
    // `@unchecked`: the bytes belong to the kernel that has made the storage.

    /// The first byte.
    public let pointer: UnsafeMutableRawPointer
    /// Bytes that may be used.
    public let byteCount: Int

    /// Takes back memory that is not the library's own.
    private let release: (@Sendable (UnsafeMutableRawBufferPointer) -> Void)?

    /// What products keep of the elements.
    package let factors = KeptFactors()

    private init(_ pointer: UnsafeMutableRawPointer, _ byteCount: Int) {
        self.pointer = pointer
        self.byteCount = byteCount
        release = nil
    }

    /// Memory from elsewhere, which `release` takes back; nil when there is none of it.
    package init?(
        _ bytes: UnsafeMutableRawBufferPointer,
        release: @escaping @Sendable (UnsafeMutableRawBufferPointer) -> Void
    ) {
        guard let pointer = bytes.baseAddress else { return nil }
        self.pointer = pointer
        byteCount = bytes.count
        self.release = release
    }

    /// New memory of `byteCount` bytes, its contents undefined; nil when there is none left.
    public static func allocate(byteCount: Int) -> Storage? {
        Block.allocate(byteCount: byteCount).map { Storage($0, byteCount) }
    }

    deinit {
        if let release {
            release(UnsafeMutableRawBufferPointer(start: pointer, count: byteCount))
        } else {
            Block.release(pointer, byteCount: byteCount)
        }
    }
}
