/// Runs elementwise kernels over views of any layout.
///
/// A kernel sees contiguous runs only. Inputs that lie otherwise are packed, a few hundred
/// elements at a time, into a buffer that stays in the first-level cache; an input that repeats
/// one element along a run is handed over as a scalar. Outputs are contiguous.
public enum Elementwise {
    /// Elements below which a second thread does not pay for cheap arithmetic (about 20 µs).
    @inlinable public static var grain: Int { 32_768 }

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
    @inlinable @inline(__always)
    public static func unary(
        _ loop: UnaryLoop, _ output: ArrayView, _ x: ArrayView, _ parameters: SIMD4<Double> = .zero
    ) {
        // Here, so that no reference of a few elements' views is counted.
        if x.isContiguous, output.count <= grain {
            return loop.run(output.pointer, x.pointer, output.count, parameters)
        }
        general(loop, output, x, parameters)
    }

    /// `unary` of any number of elements, however they lie.
    @usableFromInline
    static func general(
        _ loop: UnaryLoop, _ output: ArrayView, _ x: ArrayView, _ parameters: SIMD4<Double>
    ) {
        if x.isContiguous {
            return parallelRanges(output.count) { range in
                loop.run(
                    output.advanced(by: range.lowerBound), x.advanced(by: range.lowerBound),
                    range.count, parameters)
            }
        }
        run(output, x, acceptsScalars: false) { out, inputs, count in
            loop.run(out, inputs.pointers.0, count, parameters)
        }
    }

    /// output = loop(a, b) elementwise, both broadcast to the output's shape.
    @inlinable @inline(__always)
    public static func binary(
        _ loop: BinaryLoop, _ output: ArrayView, _ a: ArrayView, _ b: ArrayView
    ) {
        if a.isContiguous, b.isContiguous, a.count == output.count, a.count <= grain,
            a.layout.hasShape(of: b.layout)
        {
            return loop.run(output.pointer, a.pointer, b.pointer, a.count, 0)
        }
        general(loop, output, a, b)
    }

    /// `binary` of any number of elements, however they lie.
    @usableFromInline
    static func general(
        _ loop: BinaryLoop, _ output: ArrayView, _ a: ArrayView, _ b: ArrayView
    ) {
        let count = output.count
        if a.count == count, a.isContiguous, count > 0 {
            let isAlike = b.isContiguous && a.layout.hasShape(of: b.layout)
            if isAlike || b.count == 1 {
                let mode = isAlike ? 0 : 2
                if count <= grain {
                    return loop.run(output.pointer, a.pointer, b.pointer, count, mode)
                }
                return parallelRanges(count) { range in
                    loop.run(
                        output.advanced(by: range.lowerBound), a.advanced(by: range.lowerBound),
                        mode == 0 ? b.advanced(by: range.lowerBound) : b.pointer, range.count, mode)
                }
            }
        }
        run(output, a, b, acceptsScalars: true) { out, inputs, count in
            if inputs.scalars == 3 {
                // Both repeat: computed once, then repeated.
                loop.run(out, inputs.pointers.0, inputs.pointers.1, 1, 0)
                fill(out, count: count, width: output.dtype.byteCount)
            } else {
                loop.run(out, inputs.pointers.0, inputs.pointers.1, count, inputs.scalars)
            }
        }
    }

    /// dx = g · f′(x) elementwise, with what the forward pass kept; dx may be g itself.
    @inlinable @inline(__always)
    public static func gradient(
        _ loop: GradientLoop, _ dx: ArrayView, _ g: ArrayView, x: ArrayView?, y: ArrayView?,
        _ parameters: SIMD4<Double>
    ) {
        if areContiguous(g, x, y), dx.count <= grain {
            return loop.run(dx.pointer, g.pointer, x?.pointer, y?.pointer, dx.count, parameters)
        }
        general(loop, dx, g, x: x, y: y, parameters)
    }

    @inlinable @inline(__always)
    static func areContiguous(_ g: ArrayView, _ x: ArrayView?, _ y: ArrayView?) -> Bool {
        g.isContiguous && x?.isContiguous != false && y?.isContiguous != false
    }

    /// `gradient` of any number of elements, however they lie.
    @usableFromInline
    static func general(
        _ loop: GradientLoop, _ dx: ArrayView, _ g: ArrayView, x: ArrayView?, y: ArrayView?,
        _ parameters: SIMD4<Double>
    ) {
        if areContiguous(g, x, y) {
            return parallelRanges(dx.count) { range in
                let start = range.lowerBound
                loop.run(
                    dx.advanced(by: start), g.advanced(by: start), x?.advanced(by: start),
                    y?.advanced(by: start), range.count, parameters)
            }
        }
        let kept = x ?? y ?? g
        let (usesX, usesY) = (x != nil, y != nil)
        run(dx, g, kept, y ?? kept, acceptsScalars: false) { out, inputs, count in
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
        run(output, condition, a, b, acceptsScalars: false) { out, inputs, count in
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
        _ output: ArrayView, _ first: ArrayView, _ second: ArrayView? = nil,
        _ third: ArrayView? = nil, acceptsScalars: Bool, _ body: Body
    ) {
        precondition(output.isContiguous)
        guard output.count > 0 else { return }
        let cuts = ElementwiseCuts(output, first, second, third, acceptsScalars: acceptsScalars)
        let run = cuts.nest.run
        let runCount = cuts.nest.runCount
        // A long run is cut for threads; short runs are dealt out several at a time.
        let pieces = (run.count + grain - 1) / grain
        let runsEach = max(1, grain / max(run.count, 1))
        let blocks = pieces > 1 ? runCount * pieces : (runCount + runsEach - 1) / runsEach
        ThreadPool.shared.parallel(blocks: blocks) { block in
            if pieces > 1 {
                let index = block / pieces
                let start = block % pieces * grain
                cuts.nest.forEachRun(in: index..<index + 1) { _, offsets in
                    cuts.work(offsets, start..<min(start + grain, run.count), body)
                }
            } else {
                let range = block * runsEach..<min(runCount, (block + 1) * runsEach)
                cuts.nest.forEachRun(in: range) { _, offsets in
                    cuts.work(offsets, 0..<run.count, body)
                }
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
