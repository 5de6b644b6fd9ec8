import TensorCore

/// The elements of an array.
public struct ArrayDataset<Element: Sendable>: Dataset {
    private let elements: [Element]

    public init(_ elements: [Element]) { self.elements = elements }

    public var count: Int { elements.count }

    public subscript(index: Int) -> Element {
        get throws {
            try check(index)
            return elements[index]
        }
    }
}
