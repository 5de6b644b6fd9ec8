/// The lines along an axis of a shape in C order: as many elements, evenly apart.
package struct Lines: Sendable {
    /// Elements of a line.
    package let length: Int
    /// From one element of a line to the next.
    package let step: Int
    /// How many lines there are.
    package let count: Int

    /// The lines along `axis`; a shape without axes is one line of one element.
    package init(_ shape: Shape, axis: Int) {
        guard shape.count > 0 else {
            (length, step, count) = (1, 1, 1)
            return
        }
        let split = Index.Split(shape, axis: axis)
        (length, step, count) = (split.length, split.inner, split.outer * split.inner)
    }

    /// Calls `body` with the place of each line's first element, in parallel where that pays; each
    /// line is one thread's.
    package func forEach(_ body: @Sendable (Int) -> Void) {
        guard length > 0 else { return }
        let grain = max(1, Elementwise.grain / length)
        Elementwise.parallelRanges(count, grain: grain) { range in
            for line in range { body(line / step * step * length + line % step) }
        }
    }
}
