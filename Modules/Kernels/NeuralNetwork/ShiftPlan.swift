/// A sum of shifted rows over the planes of one group of channels: which planes, which shifts, and
/// which grid of positions.
package struct ShiftPlan: Sendable {
    /// How the summed channels are laid out.
    package let planes: ShiftPlanes
    /// Channels that are summed over.
    package let channels: Int
    /// For each element of the kernel in use: its phase, and the row and column it adds.
    package let taps: [(phase: (Int, Int), row: Int, column: Int)]
    /// Rows and columns of the grid that matter.
    package let rows, columns: Int

    /// Rows that a plane has beyond the grid's.
    package var reach: Int { taps.lazy.map(\.row).max() ?? 0 }

    /// Terms of each sum.
    package var terms: Int { channels * taps.count }

    /// Positions of a grid of `rows` rows, rounded up to whole vectors.
    package func positions(rows: Int) -> Int {
        let count = rows == 0 ? 0 : rows * planes.columns - (planes.columns - columns)
        return (count + ShiftLoop.lanes - 1) / ShiftLoop.lanes * ShiftLoop.lanes
    }

    /// Elements of the planes for a grid of `rows` rows.
    package func planeCount(rows: Int) -> Int {
        planes.count(channels: channels, rows: rows + reach)
    }

    /// Bytes of the planes of a band, which shall stay in the cache.
    private static let bandBytes = 1 << 18

    /// The rows of a grid that are summed over at once: as many as the cache holds, but fewer where
    /// there are too few images for all threads.
    package func rowsPerBand(_ bytes: Int, images: Int, work: Int) -> Int {
        let perRow = max(1, channels * planes.phases * planes.columns * bytes)
        let most = max(Self.bandBytes / perRow - reach, 2 * (reach + 1))
        let wanted = work > ConvolutionSizes.threadingThreshold ? 8 : 1
        let perImage = (wanted + max(images, 1) - 1) / max(images, 1)
        let count = min(max((rows + most - 1) / most, perImage, 1), max(rows, 1))
        return max(1, (rows + count - 1) / count)
    }

    /// The shifts of all terms, channel by channel, and one more; nil when they do not fit 32 bits.
    package func shifts(rows: Int) -> [Int32]? {
        guard Int32(exactly: planeCount(rows: rows)) != nil else { return nil }
        var shifts: [Int32] = []
        shifts.reserveCapacity(terms + 1)
        for channel in 0..<channels {
            for tap in taps {
                shifts.append(
                    Int32(
                        planes.offset(
                            channel: channel, phase: tap.phase, row: tap.row, column: tap.column,
                            rows: rows + reach)))
            }
        }
        shifts.append(0)
        return shifts
    }

    /// The convolution's own sum: over the taps in order, for each element of the output.
    package static func forward(_ sizes: ConvolutionSizes) -> ShiftPlan {
        let vertical = Taps(sizes.kernelHeight, sizes.dilationHeight, sizes.strideHeight)
        let horizontal = Taps(sizes.kernelWidth, sizes.dilationWidth, sizes.strideWidth)
        let planes = ShiftPlanes(
            height: sizes.height, width: sizes.width,
            stride: (sizes.strideHeight, sizes.strideWidth),
            origin: (sizes.paddingHeight, sizes.paddingWidth), rowPhases: vertical.phases,
            columnPhases: horizontal.phases, columns: sizes.outputWidth + horizontal.reach)
        let taps = vertical.taps.flatMap { v in
            horizontal.taps.map { h in
                (phase: (v.phase, h.phase), row: v.step, column: h.step)
            }
        }
        return ShiftPlan(
            planes: planes, channels: sizes.groupChannels, taps: taps, rows: sizes.outputHeight,
            columns: sizes.outputWidth)
    }

    /// The taps of a kernel along one axis: the phase each falls into, as a place in the list of
    /// phases in use, and the steps from there.
    struct Taps {
        let phases: [Int]
        let taps: [(phase: Int, step: Int)]
        var reach: Int { taps.lazy.map(\.step).max() ?? 0 }

        init(_ kernel: Int, _ dilation: Int, _ stride: Int) {
            let offsets = (0..<kernel).map { $0 * dilation }
            let phases = Set(offsets.map { $0 % stride }).sorted()
            self.phases = phases
            taps = offsets.map { offset in
                (phases.firstIndex(of: offset % stride) ?? 0, offset / stride)
            }
        }
    }
}
