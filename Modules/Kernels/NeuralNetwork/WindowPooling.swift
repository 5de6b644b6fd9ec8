/// Poolings of planes over windows of any places; all views are contiguous and of one
/// floating-point type.
public enum WindowPooling {
    /// y = the sum over each window, divided by its count, or by `divisor`.
    public static func mean(
        _ y: ArrayView, _ x: ArrayView, _ rows: PoolingWindows, _ columns: PoolingWindows,
        divisor: Double?, planes: Int
    ) {
        switch y.dtype {
        case .float32: mean(Float.self, y, x, rows, columns, divisor, planes)
        default: mean(Double.self, y, x, rows, columns, divisor, planes)
        }
    }

    @inline(__always)
    private static func mean<T: BinaryFloatingPoint & Sendable>(
        _: T.Type, _ y: ArrayView, _ x: ArrayView, _ rows: PoolingWindows,
        _ columns: PoolingWindows, _ divisor: Double?, _ planes: Int
    ) {
        forEachPlane(planes, rows, columns) { plane in
            // Planes of `size` places in x, and of as many as there are windows in y.
            let x = x.pointer.assumingMemoryBound(to: T.self) + plane * rows.size * columns.size
            let y = y.pointer.assumingMemoryBound(to: T.self) + plane * rows.count * columns.count
            for i in 0..<rows.count {
                for j in 0..<columns.count {
                    var sum: T = 0
                    for row in rows.starts[i]..<rows.ends[i] {
                        let line = x + row * columns.size
                        for column in columns.starts[j]..<columns.ends[j] { sum += line[column] }
                    }
                    y[i * columns.count + j] =
                        sum / T(divisor ?? Double(rows.counts[i] * columns.counts[j]))
                }
            }
        }
    }

    /// x = the transpose of the mean: each window's number, divided likewise, in all its places.
    public static func spread(
        _ x: ArrayView, _ y: ArrayView, _ rows: PoolingWindows, _ columns: PoolingWindows,
        divisor: Double?, planes: Int
    ) {
        switch y.dtype {
        case .float32: spread(Float.self, x, y, rows, columns, divisor, planes)
        default: spread(Double.self, x, y, rows, columns, divisor, planes)
        }
    }

    @inline(__always)
    private static func spread<T: BinaryFloatingPoint & Sendable>(
        _: T.Type, _ x: ArrayView, _ y: ArrayView, _ rows: PoolingWindows,
        _ columns: PoolingWindows, _ divisor: Double?, _ planes: Int
    ) {
        forEachPlane(planes, rows, columns) { plane in
            // Planes of `size` places in x, and of as many as there are windows in y.
            let x = x.pointer.assumingMemoryBound(to: T.self) + plane * rows.size * columns.size
            let y = y.pointer.assumingMemoryBound(to: T.self) + plane * rows.count * columns.count
            for place in 0..<rows.size * columns.size { x[place] = 0 }
            for i in 0..<rows.count {
                for j in 0..<columns.count {
                    let share =
                        y[i * columns.count + j]
                        / T(divisor ?? Double(rows.counts[i] * columns.counts[j]))
                    for row in rows.starts[i]..<rows.ends[i] {
                        let line = x + row * columns.size
                        for column in columns.starts[j]..<columns.ends[j] {
                            line[column] += share
                        }
                    }
                }
            }
        }
    }

    /// y = the largest number of each window, and its place (row · width + column, `int32`).
    ///
    /// Of equal numbers the first in C order is it; NaN is larger than any number, and of several
    /// the last is it, as in PyTorch.
    public static func largest(
        _ y: ArrayView, positions: ArrayView, _ x: ArrayView, _ rows: PoolingWindows,
        _ columns: PoolingWindows, planes: Int
    ) {
        switch y.dtype {
        case .float32: largest(Float.self, y, positions, x, rows, columns, planes)
        default: largest(Double.self, y, positions, x, rows, columns, planes)
        }
    }

    @inline(__always)
    private static func largest<T: BinaryFloatingPoint & Sendable>(
        _: T.Type, _ y: ArrayView, _ positions: ArrayView, _ x: ArrayView, _ rows: PoolingWindows,
        _ columns: PoolingWindows, _ planes: Int
    ) {
        forEachPlane(planes, rows, columns) { plane in
            let outputs = plane * rows.count * columns.count
            // Planes of `size` places in x, and of as many as there are windows in the others.
            let x = x.pointer.assumingMemoryBound(to: T.self) + plane * rows.size * columns.size
            let y = y.pointer.assumingMemoryBound(to: T.self) + outputs
            let places = positions.pointer.assumingMemoryBound(to: Int32.self) + outputs
            for i in 0..<rows.count {
                for j in 0..<columns.count {
                    var (best, place) = (-T.infinity, -1)
                    for row in rows.starts[i]..<rows.ends[i] {
                        for column in columns.starts[j]..<columns.ends[j] {
                            let value = x[row * columns.size + column]
                            if value > best || value.isNaN || place < 0 {
                                (best, place) = (value, row * columns.size + column)
                            }
                        }
                    }
                    y[i * columns.count + j] = best
                    places[i * columns.count + j] = Int32(truncatingIfNeeded: place)
                }
            }
        }
    }

    private static func forEachPlane(
        _ planes: Int, _ rows: PoolingWindows, _ columns: PoolingWindows,
        _ body: @Sendable (Int) -> Void
    ) {
        let work = max(rows.size * columns.size, rows.count * columns.count, 1)
        Elementwise.parallelRanges(planes, grain: max(1, 16_384 / work)) { range in
            for plane in range { body(plane) }
        }
    }
}
