/// The loops over a shape that visit up to four strided operands at once.
///
/// Dimensions of size 1 are dropped, and neighbours that every operand steps through evenly are
/// merged, so that most operations end as one long run.
package struct LoopNest {
    /// One loop: how often, and how far each operand moves, in elements.
    package struct Loop {
        package var count: Int
        package var steps: SIMD4<Int>
    }

    /// The loops, outermost first; the last is the run that kernels work on.
    package private(set) var loops: [Loop] = []

    package init(shape: Shape, operands: [ArrayView]) {
        for axis in 0..<shape.count where shape[axis] != 1 {
            var loop = Loop(count: shape[axis], steps: .zero)
            for (index, operand) in operands.enumerated() {
                loop.steps[index] = operand.strides[axis]
            }
            if let last = loops.last, last.steps == loop.steps &* SIMD4(repeating: loop.count) {
                loops[loops.count - 1] = Loop(count: last.count * loop.count, steps: loop.steps)
            } else {
                loops.append(loop)
            }
        }
        if loops.isEmpty { loops.append(Loop(count: 1, steps: .zero)) }
    }

    /// A nest of given loops, the last of which is the run.
    init(loops: [Loop]) { self.loops = loops }

    /// The innermost loop.
    package var run: Loop { loops[loops.count - 1] }

    /// How many runs there are.
    package var runCount: Int { loops.dropLast().reduce(1) { $0 * $1.count } }

    /// Calls `body` with each operand's offset, in elements, at the start of the given runs.
    package func forEachRun(
        in range: Range<Int>, _ body: (_ index: Int, _ offsets: SIMD4<Int>) -> Void
    ) {
        guard !range.isEmpty else { return }
        let outer = loops.count - 1
        var position = [Int](repeating: 0, count: outer)
        var offsets = SIMD4<Int>.zero
        var rest = range.lowerBound
        for level in stride(from: outer - 1, through: 0, by: -1) {
            position[level] = rest % loops[level].count
            rest /= loops[level].count
            offsets &+= loops[level].steps &* SIMD4(repeating: position[level])
        }
        for index in range {
            body(index, offsets)
            var level = outer - 1
            while level >= 0 {
                position[level] += 1
                offsets &+= loops[level].steps
                if position[level] < loops[level].count { break }
                offsets &-= loops[level].steps &* SIMD4(repeating: loops[level].count)
                position[level] = 0
                level -= 1
            }
        }
    }
}
