/// A kernel that lays gradients down where the largest elements of windows were.
///
/// Windows that overlap add up, in order; what no window chose gets 0, and a position of −1 counts
/// for nothing.
public struct MaxPoolGradientLoop: Sendable {
    /// Gradient of the input, upstream gradient, positions (row · width + column), sizes, planes.
    public typealias Run =
        @Sendable (
            UnsafeMutableRawPointer, UnsafeRawPointer, UnsafePointer<Int32>, PoolingSizes, Int
        ) -> Void

    /// Works on planes.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// The kernel's place in the table.
    public static let kernel = Kernel<MaxPoolGradientLoop>("maxPool2d.gradient") { dtype in
        // The scatter of each type, which knows nothing of windows.
        PlaneIndexLoop.scatter.reference(dtype).map { scatter in
            MaxPoolGradientLoop { dx, g, positions, sizes, planes in
                scatter.run(
                    dx, g, positions, sizes.height * sizes.width,
                    sizes.outputHeight * sizes.outputWidth, planes)
            }
        }
    }

    /// Works on all planes, in parallel where that pays; `positions` are `int32`.
    public func callAsFunction(
        _ dx: ArrayView, _ g: ArrayView, positions: ArrayView, _ sizes: PoolingSizes, planes: Int
    ) {
        let (length, outputs) = (sizes.height * sizes.width, sizes.outputHeight * sizes.outputWidth)
        Elementwise.parallelRanges(planes, grain: max(1, 32_768 / max(length, 1))) { range in
            let start = range.lowerBound * outputs
            run(
                dx.advanced(by: range.lowerBound * length), g.advanced(by: start),
                positions.advanced(by: start).assumingMemoryBound(to: Int32.self), sizes,
                range.count)
        }
    }
}
