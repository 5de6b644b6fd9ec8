/// How a checkpoint is written.
public struct SaveOptions: Sendable, Hashable {
    /// How the bytes of an archive's members are stored.
    public enum Compression: Sendable, Hashable {
        /// As they are: the fastest, and what `numpy.savez` does.
        case none
        /// Deflated, as `numpy.savez_compressed` does; level 1 is the fastest, 9 the smallest.
        case deflate(level: Int = 6)
    }

    /// How the bytes of an archive's members are stored.
    public var compression: Compression

    /// Options for writing; by default nothing is compressed.
    public init(compression: Compression = .none) {
        self.compression = compression
    }
}
