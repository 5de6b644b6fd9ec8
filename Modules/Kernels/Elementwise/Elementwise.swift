/// Runs elementwise kernels over views of any layout.
///
/// A kernel sees contiguous runs only. Inputs that lie otherwise are packed, a few hundred
/// elements at a time, into a buffer that stays in the first-level cache; an input that repeats
/// one element along a run is handed over as a scalar. Outputs are contiguous.
public enum Elementwise {
    /// Elements below which a second thread does not pay for cheap arithmetic (about 20 µs).
    public static let grain = 32_768

    /// Elements packed at a time.
    private static let chunk = 512

    /// Up to three inputs of one run.
    public struct Inputs {
        /// The addresses of the first elements; unused ones repeat the first.
        public var pointers: (UnsafeRawPointer, UnsafeRawPointer, UnsafeRawPointer)
        /// Bit i is set when input i is one element, to be repeated.
        public var scalars: Int
    }

    /// The work on one run: output, inputs, number of elements.
    public typealias Body = @Sendable (UnsafeMutableRawPointer, Inputs, Int) -> Void

    /// Calls `body(range)` on cuts of `0..<count`, in parallel where that pays.
    public static func parallelRanges(
        _ count: Int, grain: Int = grain, _ body: @Sendable (Range<Int>) -> Void
    ) {
        let blocks = (count + grain - 1) / grain
        if blocks <= 1 { return body(0..<count) }
        ThreadPool.shared.parallel(blocks: blocks) { block in
            body(block * grain..<min(count, (block + 1) * grain))
        }
    }

    /// output = loop(x) elementwise; both contiguous or x strided.
    public static func unary(
        _ loop: UnaryLoop, _ output: ArrayView, _ x: ArrayView, _ parameters: SIMD4<Double> = .zero
    ) {
        if x.isContiguous {
            let count = output.count
            if count <= grain { return loop.run(output.pointer, x.pointer, count, parameters) }
            return parallelRanges(count) { range in
                loop.run(
                    output.advanced(by: range.lowerBound), x.advanced(by: range.lowerBound),
                    range.count, parameters)
            }
        }
        run(output, [x], acceptsScalars: false) { out, inputs, count in
            loop.run(out, inputs.pointers.0, count, parameters)
        }
    }

    /// output = loop(a, b) elementwise, both broadcast to the output's shape.
    public static func binary(
        _ loop: BinaryLoop, _ output: ArrayView, _ a: ArrayView, _ b: ArrayView
    ) {
        if a.shape == b.shape, a.isContiguous, b.isContiguous {
            let count = output.count
            if count <= grain { return loop.run(output.pointer, a.pointer, b.pointer, count, 0) }
            return parallelRanges(count) { range in
                loop.run(
                    output.advanced(by: range.lowerBound), a.advanced(by: range.lowerBound),
                    b.advanced(by: range.lowerBound), range.count, 0)
            }
        }
        run(output, [a, b], acceptsScalars: true) { out, inputs, count in
            if inputs.scalars == 3 {
                // Both repeat: computed once, then repeated.
                loop.run(out, inputs.pointers.0, inputs.pointers.1, 1, 0)
                fill(out, count: count, width: output.dtype.byteCount)
            } else {
                loop.run(out, inputs.pointers.0, inputs.pointers.1, count, inputs.scalars)
            }
        }
    }

    /// dx = g · f′(x) elementwise, with what the forward pass kept.
    public static func gradient(
        _ loop: GradientLoop, _ dx: ArrayView, _ g: ArrayView, x: ArrayView?, y: ArrayView?,
        _ parameters: SIMD4<Double>
    ) {
        let kept = x ?? y ?? g
        let (usesX, usesY) = (x != nil, y != nil)
        run(dx, [g, kept, y ?? kept], acceptsScalars: false) { out, inputs, count in
            let (g, first, second) = inputs.pointers
            loop.run(
                out, g, usesX ? first : nil, usesY ? (usesX ? second : first) : nil, count,
                parameters)
        }
    }

    /// output = condition ? a : b elementwise, all broadcast to the output's shape.
    public static func select(
        _ output: ArrayView, _ condition: ArrayView, _ a: ArrayView, _ b: ArrayView
    ) {
        let width = output.dtype.byteCount
        run(output, [condition, a, b], acceptsScalars: false) { out, inputs, count in
            switch width {
            case 1: Select.run(UInt8.self, out, inputs, count)
            case 2: Select.run(UInt16.self, out, inputs, count)
            case 4: Select.run(UInt32.self, out, inputs, count)
            default: Select.run(UInt64.self, out, inputs, count)
            }
        }
    }

    /// Runs `body` over contiguous cuts of `output` with the matching inputs, each broadcast to
    /// its shape.
    public static func run(
        _ output: ArrayView, _ inputs: [ArrayView], acceptsScalars: Bool, _ body: Body
    ) {
        precondition(output.isContiguous && inputs.count <= 3 && !inputs.isEmpty)
        let count = output.count
        guard count > 0 else { return }
        let views = inputs.map { $0.shape == output.shape ? $0 : $0.expanded(to: output.shape) }
        let nest = LoopNest(shape: output.shape, operands: [output] + views)
        let run = nest.run
        // A long run is cut for threads; short runs are dealt out several at a time.
        let pieces = (run.count + grain - 1) / grain
        let runsEach = max(1, grain / max(run.count, 1))
        let blocks = pieces > 1 ? nest.runCount * pieces : (nest.runCount + runsEach - 1) / runsEach
        ThreadPool.shared.parallel(blocks: blocks) { block in
            if pieces > 1 {
                let index = block / pieces
                let start = block % pieces * grain
                nest.forEachRun(in: index..<index + 1) { _, offsets in
                    runPiece(
                        output, views, run, offsets, start..<min(start + grain, run.count),
                        acceptsScalars, body)
                }
            } else {
                let range = block * runsEach..<min(nest.runCount, (block + 1) * runsEach)
                nest.forEachRun(in: range) { _, offsets in
                    runPiece(output, views, run, offsets, 0..<run.count, acceptsScalars, body)
                }
            }
        }
    }

    /// Works on elements `range` of one run.
    private static func runPiece(
        _ output: ArrayView, _ views: [ArrayView], _ run: LoopNest.Loop, _ offsets: SIMD4<Int>,
        _ range: Range<Int>, _ acceptsScalars: Bool, _ body: Body
    ) {
        let out = output.advanced(by: offsets[0] + range.lowerBound)
        func start(_ i: Int) -> UnsafeMutableRawPointer {
            views[i].advanced(by: offsets[i + 1] + range.lowerBound * run.steps[i + 1])
        }
        var scalars = 0
        var packed = 0
        for i in views.indices where run.steps[i + 1] != 1 && run.count > 1 {
            if run.steps[i + 1] == 0, acceptsScalars { scalars |= 1 << i } else { packed |= 1 << i }
        }
        let first = start(0)
        let second = views.count > 1 ? start(1) : first
        let third = views.count > 2 ? start(2) : second
        if packed == 0 {
            let pointers = (
                UnsafeRawPointer(first), UnsafeRawPointer(second), UnsafeRawPointer(third)
            )
            return body(out, Inputs(pointers: pointers, scalars: scalars), range.count)
        }
        withUnsafeTemporaryAllocation(byteCount: 3 * chunk * 8, alignment: 64) { buffer in
            // Non-empty, so it has an address.
            let base = buffer.baseAddress.unsafelyUnwrapped
            var done = 0
            while done < range.count {
                let count = min(chunk, range.count - done)
                func operand(_ i: Int, _ start: UnsafeMutableRawPointer) -> UnsafeRawPointer {
                    guard i < views.count else { return UnsafeRawPointer(base) }
                    let step = run.steps[i + 1]
                    let width = views[i].dtype.byteCount
                    let source = start + done * step * width
                    guard packed & 1 << i != 0 else { return UnsafeRawPointer(source) }
                    let target = base + i * chunk * 8
                    Copy.gather(target, source, count: count, step: step, width: width)
                    return UnsafeRawPointer(target)
                }
                let pointers = (operand(0, first), operand(1, second), operand(2, third))
                body(
                    out + done * output.dtype.byteCount,
                    Inputs(pointers: pointers, scalars: scalars), count)
                done += count
            }
        }
    }

    private static func fill(_ out: UnsafeMutableRawPointer, count: Int, width: Int) {
        Copy.gather(out, UnsafeRawPointer(out), count: count, step: 0, width: width)
    }
}

/// The portable loop of `select`.
enum Select {
    static func run<Word: FixedWidthInteger>(
        _: Word.Type, _ out: UnsafeMutableRawPointer, _ inputs: Elementwise.Inputs, _ count: Int
    ) {
        let out = out.assumingMemoryBound(to: Word.self)
        let condition = inputs.pointers.0.assumingMemoryBound(to: UInt8.self)
        let a = inputs.pointers.1.assumingMemoryBound(to: Word.self)
        let b = inputs.pointers.2.assumingMemoryBound(to: Word.self)
        for i in 0..<count { out[i] = condition[i] != 0 ? a[i] : b[i] }
    }
}
