import CPlatform

/// Copies elements between layouts; types do not matter here, only widths.
public enum Copy {
    /// target = source, elementwise; the target may be strided too.
    public static func copy(_ target: ArrayView, _ source: ArrayView) {
        let width = target.dtype.byteCount
        let count = target.count
        guard count > 0 else { return }
        lak_current_thread().pointee.bytes_copied &+= count * width
        if source.isContiguous, target.isContiguous {
            Elementwise.parallelRanges(count, grain: 1 << 16) { range in
                target.advanced(by: range.lowerBound)
                    .copyMemory(
                        from: source.advanced(by: range.lowerBound), byteCount: range.count * width)
            }
            return
        }
        switch width {
        case 1: strided(UInt8.self, target, source)
        case 2: strided(UInt16.self, target, source)
        case 4: strided(UInt32.self, target, source)
        default: strided(UInt64.self, target, source)
        }
    }

    /// Packs `count` elements that lie `step` apart.
    static func gather(
        _ target: UnsafeMutableRawPointer, _ source: UnsafeRawPointer, count: Int, step: Int,
        width: Int
    ) {
        switch width {
        case 1: gather(UInt8.self, target, source, count, step)
        case 2: gather(UInt16.self, target, source, count, step)
        case 4: gather(UInt32.self, target, source, count, step)
        default: gather(UInt64.self, target, source, count, step)
        }
    }

    private static func gather<Word>(
        _: Word.Type, _ target: UnsafeMutableRawPointer, _ source: UnsafeRawPointer, _ count: Int,
        _ step: Int
    ) {
        let target = target.assumingMemoryBound(to: Word.self)
        let source = source.assumingMemoryBound(to: Word.self)
        if step == 0 {
            let word = source[0]
            for i in 0..<count { target[i] = word }
        } else {
            for i in 0..<count { target[i] = source[i * step] }
        }
    }

    private static func strided<Word>(_: Word.Type, _ target: ArrayView, _ source: ArrayView) {
        let nest = LoopNest(shape: target.shape, target, source)
        if let plane = Plane(nest) {
            let runs = plane.outer.runCount
            ThreadPool.shared.parallel(
                blocks: target.count > Elementwise.grain ? runs * plane.bands : 1
            ) {
                block in
                let all = target.count > Elementwise.grain
                let range = all ? block / plane.bands..<block / plane.bands + 1 : 0..<runs
                plane.outer.forEachRun(in: range) { _, offsets in
                    plane.transpose(
                        target.advanced(by: offsets[0]).assumingMemoryBound(to: Word.self),
                        source.advanced(by: offsets[1]).assumingMemoryBound(to: Word.self),
                        band: all ? block % plane.bands : nil)
                }
            }
            return
        }
        let run = nest.run
        let runsEach = max(1, Elementwise.grain / max(run.count, 1))
        Elementwise.parallelRanges(nest.runCount, grain: runsEach) { range in
            nest.forEachRun(in: range) { _, offsets in
                let to = target.advanced(by: offsets[0]).assumingMemoryBound(to: Word.self)
                let from = source.advanced(by: offsets[1]).assumingMemoryBound(to: Word.self)
                if run.steps[0] == 1, run.steps[1] == 1 {
                    to.update(from: from, count: run.count)
                } else {
                    for i in 0..<run.count { to[i * run.steps[0]] = from[i * run.steps[1]] }
                }
            }
        }
    }

    /// The two loops of a transposition, where the target's inner loop is the source's outer: done
    /// in square tiles, so that each cache line is fetched once.
    private struct Plane {
        let outer: LoopNest
        let rows: LoopNest.Loop
        let columns: LoopNest.Loop
        static let tile = 32

        /// Nil when no loop but the innermost steps through the source one by one.
        init?(_ nest: LoopNest) {
            guard nest.run.steps[1] != 1, nest.run.steps[0] == 1,
                let depth = (0..<nest.count - 1).last(where: { nest[$0].steps[1] == 1 })
            else { return nil }
            rows = nest[depth]
            columns = nest.run
            outer = nest.outside(depth)
        }

        var bands: Int { (rows.count + Self.tile - 1) / Self.tile }

        func transpose<Word>(
            _ target: UnsafeMutablePointer<Word>, _ source: UnsafeMutablePointer<Word>, band: Int?
        ) {
            let first = (band ?? 0) * Self.tile
            let last = band == nil ? rows.count : min(rows.count, first + Self.tile)
            for rowStart in stride(from: first, to: last, by: Self.tile) {
                let rowEnd = min(rowStart + Self.tile, last)
                for columnStart in stride(from: 0, to: columns.count, by: Self.tile) {
                    let columnEnd = min(columnStart + Self.tile, columns.count)
                    for row in rowStart..<rowEnd {
                        let to = target + row * rows.steps[0]
                        let from = source + row
                        for column in columnStart..<columnEnd {
                            to[column] = from[column * columns.steps[1]]
                        }
                    }
                }
            }
        }
    }
}
