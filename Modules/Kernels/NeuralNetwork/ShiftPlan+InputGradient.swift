/// The part of an input gradient that one phase of the input has: its rows and columns are every
/// stride-th from the first on, and only some elements of the kernel reach them.
package struct InputGradientPhase: Sendable {
    /// The sum that gives it, over the output's channels.
    package let plan: ShiftPlan
    /// Row and column of the input that the grid begins at.
    package let first: (row: Int, column: Int)
    /// The elements of the kernel in use, by their place in it.
    package let elements: [Int]

    /// All phases of a convolution's input.
    package static func all(_ sizes: ConvolutionSizes) -> [InputGradientPhase] {
        let vertical = (0..<sizes.strideHeight).compactMap {
            Axis(
                $0, sizes.kernelHeight, sizes.dilationHeight, sizes.strideHeight,
                sizes.paddingHeight, sizes.height)
        }
        let horizontal = (0..<sizes.strideWidth).compactMap {
            Axis(
                $0, sizes.kernelWidth, sizes.dilationWidth, sizes.strideWidth, sizes.paddingWidth,
                sizes.width)
        }
        return vertical.flatMap { v in
            horizontal.map { h in InputGradientPhase(sizes, v, h) }
        }
    }

    private init(_ sizes: ConvolutionSizes, _ v: Axis, _ h: Axis) {
        let planes = ShiftPlanes(
            height: sizes.outputHeight, width: sizes.outputWidth, stride: (1, 1),
            origin: (v.reach - v.shift, h.reach - h.shift), rowPhases: [0], columnPhases: [0],
            columns: h.count + h.reach)
        plan = ShiftPlan(
            planes: planes, channels: sizes.groupOutputs,
            taps: v.taps.flatMap { row in
                h.taps.map { column in
                    (phase: (0, 0), row: v.reach - row.step, column: h.reach - column.step)
                }
            }, rows: v.count, columns: h.count)
        first = (v.first, h.first)
        elements = v.taps.flatMap { row in
            h.taps.map { row.element * sizes.kernelWidth + $0.element }
        }
    }

    /// A phase along one axis: an element k of the kernel leads from output o to input
    /// o stride + k dilation − padding, so input i = (t stride + phase) − padding is reached from
    /// o = t − (k dilation − phase) / stride.
    private struct Axis {
        /// The first input of the phase, and how many there are.
        let first, count: Int
        /// t at the first input.
        let shift: Int
        let taps: [(element: Int, step: Int)]
        var reach: Int { taps.lazy.map(\.step).max() ?? 0 }

        /// Nil when the phase has no input.
        init?(
            _ phase: Int, _ kernel: Int, _ dilation: Int, _ stride: Int, _ padding: Int, _ size: Int
        ) {
            first = ((phase - padding) % stride + stride) % stride
            guard first < size else { return nil }
            count = (size - first + stride - 1) / stride
            shift = (first + padding - phase) / stride
            taps = (0..<kernel).filter { $0 * dilation % stride == phase }
                .map { ($0, $0 * dilation / stride) }
        }
    }
}
