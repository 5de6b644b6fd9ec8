/// Datasets one after the other.
public struct ConcatDataset<Element: Sendable>: Dataset {
    private let parts: [any Dataset<Element>]
    /// For each part the position after its last element.
    private let ends: [Int]

    public init(_ parts: [any Dataset<Element>]) {
        self.parts = parts
        ends = parts.reduce(into: []) { $0.append(($0.last ?? 0) + $1.count) }
    }

    public var count: Int { ends.last ?? 0 }

    public subscript(index: Int) -> Element {
        get throws {
            try check(index)
            // The first part that ends after `index`; empty parts end before it.
            var (low, high) = (0, ends.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if ends[middle] > index { high = middle } else { low = middle + 1 }
            }
            return try parts[low][index - (low == 0 ? 0 : ends[low - 1])]
        }
    }
}
