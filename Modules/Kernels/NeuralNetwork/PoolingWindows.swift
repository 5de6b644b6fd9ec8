/// The windows of a pooling along one axis.
public struct PoolingWindows: Sendable, Hashable {
    /// Places along the axis.
    public let size: Int
    /// The first place of each window.
    public let starts: [Int]
    /// The place after the last of each window.
    public let ends: [Int]
    /// How many places each window counts as, padding included where that is asked for.
    public let counts: [Int]

    /// Windows of given places.
    public init(size: Int, starts: [Int], ends: [Int], counts: [Int]) {
        self.size = size
        (self.starts, self.ends, self.counts) = (starts, ends, counts)
    }

    /// How many there are.
    public var count: Int { starts.count }

    /// Windows of `kernel` places, `stride` apart, that reach `padding` places beyond both ends.
    ///
    /// With `ceilMode` a last window that is not full counts if it begins before the end of the
    /// axis.
    public static func sliding(
        size: Int, kernel: Int, stride: Int, padding: Int, ceilMode: Bool, countsPadding: Bool
    ) -> PoolingWindows {
        let room = size + 2 * padding - kernel
        var count = room < 0 && !ceilMode ? 0 : (room + (ceilMode ? stride - 1 : 0)) / stride + 1
        if room + (ceilMode ? stride - 1 : 0) < 0 || size == 0 { count = 0 }
        if ceilMode, (count - 1) * stride >= size + padding { count -= 1 }
        let starts = (0..<max(count, 0)).map { $0 * stride - padding }
        let ends = starts.map { min($0 + kernel, size + padding) }
        let inside = zip(starts, ends).map { (max($0, 0), min($1, size)) }
        return PoolingWindows(
            size: size, starts: inside.map(\.0), ends: inside.map { max($0.0, $0.1) },
            counts: countsPadding
                ? zip(starts, ends).map { $1 - $0 } : inside.map { max($0.1 - $0.0, 1) })
    }

    /// `count` windows that share the axis: window i from ⌊i size / count⌋ to ⌈(i + 1) size / count⌉.
    public static func adaptive(size: Int, count: Int) -> PoolingWindows {
        let starts = (0..<count).map { $0 * size / count }
        let ends = (0..<count).map { (($0 + 1) * size + count - 1) / count }
        return PoolingWindows(
            size: size, starts: starts, ends: ends, counts: zip(starts, ends).map { $1 - $0 })
    }
}
