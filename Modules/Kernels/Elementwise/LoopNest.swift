/// The loops over a shape that visit up to four strided operands at once.
///
/// Dimensions of size 1 are dropped, and neighbours that every operand steps through evenly are
/// merged, so that most operations end as one long run. Up to four loops, which is nearly always
/// all, need no allocation.
package struct LoopNest {
    /// One loop: how often, and how far each operand moves, in elements.
    package struct Loop {
        package var count: Int
        package var steps: SIMD4<Int>
    }

    private static let inlineCapacity = 4
    private var inline = InlineArray<4, Loop>(repeating: Loop(count: 1, steps: .zero))
    private var overflow: [Loop] = []
    /// The number of loops, outermost first; the last is the run that kernels work on.
    package private(set) var count = 0

    /// The loops over `shape`; operands have that shape, and the first two stand in for those that
    /// are nil.
    package init(
        shape: Shape, _ first: ArrayView, _ second: ArrayView, _ third: ArrayView? = nil,
        _ fourth: ArrayView? = nil
    ) {
        for axis in 0..<shape.count where shape[axis] != 1 {
            let a = first.layout.strides[axis]
            let b = second.layout.strides[axis]
            let steps = SIMD4(
                a, b, third?.layout.strides[axis] ?? a, fourth?.layout.strides[axis] ?? a)
            let size = shape[axis]
            if count > 0, self[count - 1].steps == steps &* SIMD4(repeating: size) {
                self[count - 1] = Loop(count: self[count - 1].count * size, steps: steps)
            } else {
                append(Loop(count: size, steps: steps))
            }
        }
        if count == 0 { append(Loop(count: 1, steps: .zero)) }
    }

    private init() {}

    /// The loop at a depth, 0 outermost.
    package private(set) subscript(depth: Int) -> Loop {
        get { depth < Self.inlineCapacity ? inline[depth] : overflow[depth - Self.inlineCapacity] }
        set {
            if depth < Self.inlineCapacity {
                inline[depth] = newValue
            } else {
                overflow[depth - Self.inlineCapacity] = newValue
            }
        }
    }

    private mutating func append(_ loop: Loop) {
        count += 1
        if count > Self.inlineCapacity { overflow.append(loop) } else { self[count - 1] = loop }
    }

    /// The innermost loop.
    package var run: Loop { self[count - 1] }

    /// How many runs there are.
    package var runCount: Int {
        var product = 1
        for depth in 0..<count - 1 { product *= self[depth].count }
        return product
    }

    /// This nest without the loop at `depth`, with a run of a single element for the last loop.
    package func outside(_ depth: Int) -> LoopNest {
        var nest = LoopNest()
        for other in 0..<count - 1 where other != depth { nest.append(self[other]) }
        nest.append(Loop(count: 1, steps: .zero))
        return nest
    }

    /// Calls `body` with each operand's offset, in elements, at the start of the given runs.
    package func forEachRun(
        in range: Range<Int>, _ body: (_ index: Int, _ offsets: SIMD4<Int>) -> Void
    ) {
        guard !range.isEmpty else { return }
        let outer = count - 1
        if outer == 0 { return body(0, .zero) }
        withUnsafeTemporaryAllocation(of: Int.self, capacity: outer) { position in
            // `position` has an element for each outer loop.
            var offsets = SIMD4<Int>.zero
            var rest = range.lowerBound
            for level in stride(from: outer - 1, through: 0, by: -1) {
                let loop = self[level]
                position[level] = rest % loop.count
                rest /= loop.count
                offsets &+= loop.steps &* SIMD4(repeating: position[level])
            }
            for index in range {
                body(index, offsets)
                var level = outer - 1
                while level >= 0 {
                    let loop = self[level]
                    position[level] += 1
                    offsets &+= loop.steps
                    if position[level] < loop.count { break }
                    offsets &-= loop.steps &* SIMD4(repeating: loop.count)
                    position[level] = 0
                    level -= 1
                }
            }
        }
    }
}
