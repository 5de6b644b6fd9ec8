/// The sizes and options of a two-dimensional pooling of planes [height, width].
public struct PoolingSizes: Sendable, Hashable {
    /// Rows and columns of a plane.
    public var height, width: Int
    /// Rows and columns of a plane of the output.
    public var outputHeight, outputWidth: Int
    /// Rows and columns of the window.
    public var kernelHeight, kernelWidth: Int
    /// Rows and columns from one window to the next.
    public var strideHeight, strideWidth: Int
    /// Rows and columns by which windows reach beyond the plane.
    public var paddingHeight, paddingWidth: Int
    /// Rows and columns from one element of the window to the next.
    public var dilationHeight, dilationWidth: Int

    public init(
        size: (height: Int, width: Int), output: (height: Int, width: Int),
        kernel: (height: Int, width: Int), stride: (height: Int, width: Int),
        padding: (height: Int, width: Int), dilation: (height: Int, width: Int)
    ) {
        (height, width) = size
        (outputHeight, outputWidth) = output
        (kernelHeight, kernelWidth) = kernel
        (strideHeight, strideWidth) = stride
        (paddingHeight, paddingWidth) = padding
        (dilationHeight, dilationWidth) = dilation
    }

    /// Whether windows are 2 × 2, side by side, and inside the plane.
    public var isHalving: Bool {
        kernelHeight == 2 && kernelWidth == 2 && strideHeight == 2 && strideWidth == 2
            && dilationHeight == 1 && dilationWidth == 1 && paddingHeight == 0 && paddingWidth == 0
            && 2 * outputHeight <= height && 2 * outputWidth <= width
    }
}

/// A kernel that finds the largest element of each window, and where it is.
///
/// Of equal elements the first in C order is it; NaN is larger than any number, and of several the
/// last is it, as in PyTorch. A window with no element in the plane gives −∞ at −1.
public struct MaxPoolLoop: Sendable {
    /// Output, positions (row · width + column), input, sizes, planes.
    public typealias Run =
        @Sendable (
            UnsafeMutableRawPointer, UnsafeMutablePointer<Int32>, UnsafeRawPointer, PoolingSizes,
            Int
        ) -> Void

    /// Works on planes.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// The kernel's place in the table.
    public static let kernel = Kernel<MaxPoolLoop>("maxPool2d") { dtype in
        switch dtype {
        case .float32: portable(Float.self)
        case .float64: portable(Double.self)
        default: nil
        }
    }

    /// Works on all planes, in parallel where that pays; `positions` are `int32`.
    public func callAsFunction(
        _ y: ArrayView, positions: ArrayView, _ x: ArrayView, _ sizes: PoolingSizes, planes: Int
    ) {
        let (length, outputs) = (sizes.height * sizes.width, sizes.outputHeight * sizes.outputWidth)
        let work = outputs * sizes.kernelHeight * sizes.kernelWidth
        Elementwise.parallelRanges(planes, grain: max(1, 16_384 / max(work, 1))) { range in
            let start = range.lowerBound * outputs
            run(
                y.advanced(by: start),
                positions.advanced(by: start).assumingMemoryBound(to: Int32.self),
                x.advanced(by: range.lowerBound * length), sizes, range.count)
        }
    }

    @inline(__always)
    private static func portable<T: BinaryFloatingPoint & Sendable>(_: T.Type) -> MaxPoolLoop {
        MaxPoolLoop { y, positions, x, sizes, planes in
            // `planes` planes of the sizes' elements of T in `x` and `y`.
            let y = y.assumingMemoryBound(to: T.self)
            let x = x.assumingMemoryBound(to: T.self)
            let (length, outputs) = (
                sizes.height * sizes.width, sizes.outputHeight * sizes.outputWidth
            )
            for plane in 0..<planes {
                let (x, y) = (x + plane * length, y + plane * outputs)
                let positions = positions + plane * outputs
                if sizes.isHalving {
                    halve(y, positions, x, sizes)
                } else {
                    for row in 0..<sizes.outputHeight {
                        for column in 0..<sizes.outputWidth {
                            let i = row * sizes.outputWidth + column
                            (y[i], positions[i]) = largest(x, sizes, row, column)
                        }
                    }
                }
            }
        }
    }

    /// The largest element of one window, which may reach beyond the plane.
    @inline(__always)
    private static func largest<T: BinaryFloatingPoint>(
        _ x: UnsafePointer<T>, _ sizes: PoolingSizes, _ row: Int, _ column: Int
    ) -> (T, Int32) {
        var (best, position) = (-T.infinity, Int32(-1))
        let top = row * sizes.strideHeight - sizes.paddingHeight
        let left = column * sizes.strideWidth - sizes.paddingWidth
        for i in 0..<sizes.kernelHeight {
            let row = top + i * sizes.dilationHeight
            guard row >= 0, row < sizes.height else { continue }
            for j in 0..<sizes.kernelWidth {
                let column = left + j * sizes.dilationWidth
                guard column >= 0, column < sizes.width else { continue }
                let value = x[row * sizes.width + column]
                if value > best || value.isNaN || position < 0 {
                    (best, position) = (
                        value, Int32(truncatingIfNeeded: row * sizes.width + column)
                    )
                }
            }
        }
        return (best, position)
    }

    /// Windows of 2 × 2 side by side, without branches.
    @inline(__always)
    private static func halve<T: BinaryFloatingPoint>(
        _ y: UnsafeMutablePointer<T>, _ positions: UnsafeMutablePointer<Int32>,
        _ x: UnsafePointer<T>, _ sizes: PoolingSizes
    ) {
        let width = sizes.width
        for row in 0..<sizes.outputHeight {
            let (upper, lower) = (x + 2 * row * width, x + (2 * row + 1) * width)
            let (y, positions) = (y + row * sizes.outputWidth, positions + row * sizes.outputWidth)
            let first = Int32(truncatingIfNeeded: 2 * row * width)
            let below = Int32(truncatingIfNeeded: width)
            for column in 0..<sizes.outputWidth {
                let corner = first &+ Int32(truncatingIfNeeded: 2 * column)
                var (best, position) = (upper[2 * column], corner)
                func compare(_ value: T, _ place: Int32) {
                    let wins = value > best || value != value
                    best = wins ? value : best
                    position = wins ? place : position
                }
                compare(upper[2 * column + 1], corner &+ 1)
                compare(lower[2 * column], corner &+ below)
                compare(lower[2 * column + 1], corner &+ below &+ 1)
                (y[column], positions[column]) = (best, position)
            }
        }
    }
}
