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
        let insides = columnPhases.map { span($0) }
        let firsts = zip(insides, columnPhases).map { sourceColumn($0.lowerBound, $1) }
        let (size, pairs) = (range.count * columns, pairs(insides))
        insides.withUnsafeBufferPointer { insides in
            for channel in 0..<channels {
                for rowPhase in rowPhases {
                    for row in range {
                        let y = row * stride.height + rowPhase - origin.height
                        let isInside = y >= 0 && y < height
                        let line = isInside ? from + (channel * height + y) * width : nil
                        if let line, let pairs {
                            writePairs(to, to + size, line, pairs, insides[0], insides[1])
                        } else {
                            for phase in insides.indices {
                                write(
                                    to + phase * size, line.map { $0 + firsts[phase] },
                                    insides[phase])
                            }
                        }
                        to += columns
                    }
                    to += (insides.count - 1) * size
                }
            }
        }
        to.update(repeating: 0, count: ShiftLoop.lanes)
    }

    /// Writes a row of one plane, its source's columns from `first` on; zeros where it lies outside
    /// of the source.
    @inline(__always)
    private func write<Word: FixedWidthInteger & SIMDScalar>(
        _ to: UnsafeMutablePointer<Word>, _ first: UnsafePointer<Word>?, _ inside: Range<Int>
    ) {
        guard let first, !inside.isEmpty else {
            for i in 0..<columns { to[i] = 0 }
            return
        }
        zero(to, but: inside)
        let target = to + inside.lowerBound
        switch stride.width {
        case 1: Copy.row(target, first, count: inside.count)
        case 2: Copy.everySecond(target, first, count: inside.count)
        default: for i in 0..<inside.count { target[i] = first[i * stride.width] }
        }
    }

    /// Where the source's columns go in pairs to two planes: the plane of the first of each, the
    /// source's column of the first pair, and how many there are.
    private typealias Pairs = (leading: Int, column: Int, count: Int)

    private func pairs(_ insides: [Range<Int>]) -> Pairs? {
        guard stride.width == 2, columnPhases == [0, 1], !insides[0].isEmpty, !insides[1].isEmpty
        else { return nil }
        let first = (0...1).map { sourceColumn(insides[$0].lowerBound, $0) }
        let count = min(insides[0].count, insides[1].count)
        return first[0] < first[1] ? (0, first[0], count) : (1, first[1], count)
    }

    /// Writes a row of both planes.
    @inline(__always)
    private func writePairs<Word: FixedWidthInteger & SIMDScalar>(
        _ even: UnsafeMutablePointer<Word>, _ odd: UnsafeMutablePointer<Word>,
        _ line: UnsafePointer<Word>, _ pairs: Pairs, _ evenInside: Range<Int>,
        _ oddInside: Range<Int>
    ) {
        zero(even, but: evenInside)
        zero(odd, but: oddInside)
        let targets = (even + evenInside.lowerBound, odd + oddInside.lowerBound)
        let source = line + pairs.column
        if pairs.leading == 0 {
            Copy.pairs(targets.0, targets.1, source, count: pairs.count)
        } else {
            Copy.pairs(targets.1, targets.0, source, count: pairs.count)
        }
        // One plane can have a column more.
        if evenInside.count > pairs.count {
            targets.0[pairs.count] = line[sourceColumn(evenInside.lowerBound + pairs.count, 0)]
        } else if oddInside.count > pairs.count {
            targets.1[pairs.count] = line[sourceColumn(oddInside.lowerBound + pairs.count, 1)]
        }
    }

    /// Writes zeros around what is to be written `inside` next: the few columns of a padding with
    /// whole vectors, where loops would become calls of memset.
    @inline(__always)
    private func zero<Word: FixedWidthInteger & SIMDScalar>(
        _ to: UnsafeMutablePointer<Word>, but inside: Range<Int>
    ) {
        if columns >= 8, inside.lowerBound <= 8, columns - inside.upperBound <= 8 {
            let zeros = SIMD8<Word>.zero
            UnsafeMutableRawPointer(to).storeBytes(of: zeros, as: SIMD8<Word>.self)
            UnsafeMutableRawPointer(to + columns - 8).storeBytes(of: zeros, as: SIMD8<Word>.self)
        } else {
            for i in 0..<inside.lowerBound { to[i] = 0 }
            for i in inside.upperBound..<columns { to[i] = 0 }
        }
    }

    /// The source's column that stands in a column of a phase's planes.
    private func sourceColumn(_ column: Int, _ phase: Int) -> Int {
        column * stride.width + phase - origin.width
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
