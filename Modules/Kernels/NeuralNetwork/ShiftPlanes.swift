/// How channels of an image are laid out for sums of shifted rows: a plane for each channel, with
/// zeros around; and where the stride is more than 1, a plane for each phase, which holds every
/// stride-th row and column from the phase's first on.
package struct ShiftPlanes: Sendable {
    /// Rows and columns of the source.
    package let height, width: Int
    /// Rows and columns from one element of a plane to the next.
    package let stride: (height: Int, width: Int)
    /// The source's row and column that stand at the planes' start, negated: rows and columns of
    /// zeros, or with a minus of what is left out.
    package let origin: (height: Int, width: Int)
    /// The phases in use, in order.
    package let rowPhases, columnPhases: [Int]
    /// Columns of a plane.
    package let columns: Int

    package init(
        height: Int, width: Int, stride: (height: Int, width: Int),
        origin: (height: Int, width: Int), rowPhases: [Int], columnPhases: [Int], columns: Int
    ) {
        (self.height, self.width, self.columns) = (height, width, columns)
        (self.stride, self.origin) = (stride, origin)
        (self.rowPhases, self.columnPhases) = (rowPhases, columnPhases)
    }

    /// Planes of one channel.
    package var phases: Int { rowPhases.count * columnPhases.count }

    /// Elements of `channels` channels with `rows` rows each, and room for the last vector.
    package func count(channels: Int, rows: Int) -> Int {
        channels * phases * rows * columns + ShiftLoop.lanes
    }

    /// Where row `row` and column `column` of a phase of a channel begin, for planes of `rows` rows.
    package func offset(channel: Int, phase: (Int, Int), row: Int, column: Int, rows: Int) -> Int {
        let plane = (channel * rowPhases.count + phase.0) * columnPhases.count + phase.1
        return (plane * rows + row) * columns + column
    }

    /// Writes rows `range` of all planes from channels that lie one after another.
    package func write(
        _ target: UnsafeMutableRawPointer, _ source: UnsafeRawPointer, channels: Int,
        _ range: Range<Int>, width bytes: Int
    ) {
        if bytes == 4 {
            write(UInt32.self, target, source, channels, range)
        } else {
            write(UInt64.self, target, source, channels, range)
        }
    }

    private func write<Word: FixedWidthInteger & SIMDScalar>(
        _: Word.Type, _ target: UnsafeMutableRawPointer, _ source: UnsafeRawPointer,
        _ channels: Int, _ range: Range<Int>
    ) {
        // `target` holds `count(channels:rows:)` words, `source` the channels' planes.
        var to = target.assumingMemoryBound(to: Word.self)
        let from = source.assumingMemoryBound(to: Word.self)
        for channel in 0..<channels {
            for rowPhase in rowPhases {
                for columnPhase in columnPhases {
                    let inside = span(columnPhase)
                    for row in range {
                        let y = row * stride.height + rowPhase - origin.height
                        if y < 0 || y >= height || inside.isEmpty {
                            for i in 0..<columns { to[i] = 0 }
                        } else {
                            let line = from + (channel * height + y) * width
                            copy(to, line, columnPhase, inside)
                        }
                        to += columns
                    }
                }
            }
        }
        to.update(repeating: 0, count: ShiftLoop.lanes)
    }

    private func copy<Word: FixedWidthInteger & SIMDScalar>(
        _ to: UnsafeMutablePointer<Word>, _ line: UnsafePointer<Word>, _ phase: Int,
        _ inside: Range<Int>
    ) {
        for i in 0..<inside.lowerBound { to[i] = 0 }
        let first = line + (inside.lowerBound * stride.width + phase - origin.width)
        switch stride.width {
        case 1: Copy.row(to + inside.lowerBound, first, count: inside.count)
        case 2: Copy.everySecond(to + inside.lowerBound, first, count: inside.count)
        default:
            for i in 0..<inside.count { to[inside.lowerBound + i] = first[i * stride.width] }
        }
        for i in inside.upperBound..<columns { to[i] = 0 }
    }

    /// The columns of a plane that lie inside the source.
    private func span(_ phase: Int) -> Range<Int> {
        func first(from bound: Int) -> Int {
            // The least column at or after the source's column `bound`.
            let distance = bound + origin.width - phase
            return distance <= 0 ? 0 : (distance + stride.width - 1) / stride.width
        }
        let lower = min(first(from: 0), columns)
        return lower..<max(lower, min(first(from: width), columns))
    }
}
