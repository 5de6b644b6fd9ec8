/// A kernel between images and the matrices that make a convolution a matrix product.
///
/// The lowered form of some rows of the output is [channels · kernelHeight · kernelWidth, rows ·
/// outputWidth]: for each tap, the elements of the input that it meets, 0 where that is padding.
public struct LoweringLoop: Sendable {
    /// Target, source, sizes, channels, rows of the output. One of target and source is the lowered
    /// matrix, the other the first channel's plane.
    public typealias Run =
        @Sendable (UnsafeMutableRawPointer, UnsafeRawPointer, ConvolutionSizes, Int, Range<Int>) ->
        Void

    /// Works on some channels of an image.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// Writes the lowered form of planes.
    public static let lower = Kernel<LoweringLoop>("convolution2d.lower") { dtype in
        switch dtype {
        case .float32: lower(Float.self, zero: 0)
        case .float64: lower(Double.self, zero: 0)
        default: nil
        }
    }

    /// Adds a lowered form to planes: the transpose of ``lower``.
    public static let raise = Kernel<LoweringLoop>("convolution2d.raise") { dtype in
        switch dtype {
        case .float32: raise(Float.self) { $0 + $1 }
        case .float64: raise(Double.self) { $0 + $1 }
        default: nil
        }
    }

    @inline(__always)
    private static func lower<T: Sendable>(_: T.Type, zero: T) -> LoweringLoop {
        LoweringLoop { target, source, sizes, channels, rows in
            // `target` holds `channels * taps` rows of `rows.count * outputWidth` elements of T,
            // `source` as many planes; `columns` and the row test keep reads inside.
            let target = target.assumingMemoryBound(to: T.self)
            let source = source.assumingMemoryBound(to: T.self)
            let length = rows.count * sizes.outputWidth
            forEachTap(sizes, channels) { index, channel, kernelRow, kernelColumn in
                let plane = source + channel * sizes.plane
                let tap = Tap(sizes, kernelRow, kernelColumn, rows)
                if sizes.strideHeight == 1, sizes.strideWidth == 1, sizes.width == sizes.outputWidth
                {
                    shifted(target + index * length, plane, sizes, tap, rows, zero)
                } else {
                    strided(target + index * length, plane, sizes, tap, rows, zero)
                }
            }
        }
    }

    /// What one tap of the kernel meets.
    private struct Tap {
        /// The input row that output row 0 meets, and the column that column 0 meets.
        let row, column: Int
        /// Rows and columns of the output that do not meet padding.
        let rows, columns: Range<Int>

        init(_ sizes: ConvolutionSizes, _ kernelRow: Int, _ kernelColumn: Int, _ all: Range<Int>) {
            row = kernelRow * sizes.dilationHeight - sizes.paddingHeight
            column = kernelColumn * sizes.dilationWidth - sizes.paddingWidth
            columns = sizes.columns(kernelColumn)
            let stride = sizes.strideHeight
            let first = row >= 0 ? 0 : (stride - 1 - row) / stride
            let end = sizes.height > row ? (sizes.height - row + stride - 1) / stride : 0
            let start = min(max(first, all.lowerBound), all.upperBound)
            rows = start..<min(max(end, start), all.upperBound)
        }
    }

    /// Steps of 1, and rows of input and output of one length: the whole is one copy, in which the
    /// elements that came from a neighbouring row are then made 0.
    @inline(__always)
    private static func shifted<T>(
        _ out: UnsafeMutablePointer<T>, _ plane: UnsafePointer<T>, _ sizes: ConvolutionSizes,
        _ tap: Tap, _ rows: Range<Int>, _ zero: T
    ) {
        let width = sizes.width
        let (before, valid) = (tap.rows.lowerBound - rows.lowerBound, tap.rows.count)
        out.update(repeating: zero, count: before * width)
        let rest = rows.count - before - valid
        (out + (before + valid) * width).update(repeating: zero, count: rest * width)
        guard valid > 0 else { return }
        let start = (tap.rows.lowerBound + tap.row) * width + tap.column
        // The first and last elements may lie outside the plane: they are padding.
        let skipped = max(0, -tap.column)
        let count = valid * width - skipped - max(0, tap.column)
        if count > 0 {
            (out + before * width + skipped).update(from: plane + start + skipped, count: count)
        }
        let (left, right) = (tap.columns.lowerBound, tap.columns.upperBound)
        guard left > 0 || right < width else { return }
        for row in before..<before + valid {
            let out = out + row * width
            for i in 0..<left { out[i] = zero }
            for i in right..<width { out[i] = zero }
        }
    }

    @inline(__always)
    private static func strided<T>(
        _ out: UnsafeMutablePointer<T>, _ plane: UnsafePointer<T>, _ sizes: ConvolutionSizes,
        _ tap: Tap, _ rows: Range<Int>, _ zero: T
    ) {
        let step = sizes.strideWidth
        for row in rows {
            let out = out + (row - rows.lowerBound) * sizes.outputWidth
            guard tap.rows.contains(row) else {
                out.update(repeating: zero, count: sizes.outputWidth)
                continue
            }
            let start = (row * sizes.strideHeight + tap.row) * sizes.width + tap.column
            for i in 0..<tap.columns.lowerBound { out[i] = zero }
            if step == 1 {
                let first = tap.columns.lowerBound
                (out + first).update(from: plane + start + first, count: tap.columns.count)
            } else {
                for i in tap.columns { out[i] = plane[start + i * step] }
            }
            for i in tap.columns.upperBound..<sizes.outputWidth { out[i] = zero }
        }
    }

    @inline(__always)
    private static func raise<T: Sendable>(
        _: T.Type, _ add: @escaping @Sendable (T, T) -> T
    ) -> LoweringLoop {
        LoweringLoop { target, source, sizes, channels, rows in
            // As in `lower`, with target and source exchanged.
            let target = target.assumingMemoryBound(to: T.self)
            let source = source.assumingMemoryBound(to: T.self)
            let length = rows.count * sizes.outputWidth
            let step = sizes.strideWidth
            forEachTap(sizes, channels) { index, channel, kernelRow, kernelColumn in
                let plane = target + channel * sizes.plane
                let tap = Tap(sizes, kernelRow, kernelColumn, rows)
                let first = tap.columns.lowerBound
                for row in tap.rows {
                    let part =
                        source + index * length
                        + (row - rows.lowerBound) * sizes.outputWidth + first
                    let start = (row * sizes.strideHeight + tap.row) * sizes.width + tap.column
                    let sum = plane + start + first * step
                    if step == 1 {
                        for i in 0..<tap.columns.count { sum[i] = add(sum[i], part[i]) }
                    } else {
                        for i in 0..<tap.columns.count {
                            sum[i * step] = add(sum[i * step], part[i])
                        }
                    }
                }
            }
        }
    }

    /// Calls `body` with each row of the lowered matrix: its index, channel, tap row and column.
    @inline(__always)
    private static func forEachTap(
        _ sizes: ConvolutionSizes, _ channels: Int, _ body: (Int, Int, Int, Int) -> Void
    ) {
        var index = 0
        for channel in 0..<channels {
            for row in 0..<sizes.kernelHeight {
                for column in 0..<sizes.kernelWidth {
                    body(index, channel, row, column)
                    index += 1
                }
            }
        }
    }
}
