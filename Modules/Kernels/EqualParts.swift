/// A range cut into parts of nearly the same size, each but the last a multiple of a number.
package struct EqualParts {
    private let size, parts, multiple: Int

    package init(_ size: Int, parts: Int, multiple: Int) {
        (self.size, self.multiple) = (size, multiple)
        self.parts = max(1, min(parts, (size + multiple - 1) / multiple))
    }

    /// The number of parts.
    package var count: Int { parts }

    /// The i-th part.
    package subscript(index: Int) -> Range<Int> {
        let units = (size + multiple - 1) / multiple
        let start = index * units / parts * multiple
        return start..<min((index + 1) * units / parts * multiple, size)
    }
}
