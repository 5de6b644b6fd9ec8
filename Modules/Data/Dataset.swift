public import TensorCore

/// Elements by their position: what a ``DataLoader`` draws batches from.
///
/// ```swift
/// struct Squares: Dataset {
///     let count = 100
///     subscript(index: Int) -> Tensor {
///         get throws { try Tensor.full([1], Double(index * index)) }
///     }
/// }
/// let batch = try DataLoader(Squares(), batchSize: 10).makeIterator().next()?.get()
/// ```
///
/// The same position gives the same element each time. What is random belongs into the loader's
/// `transform`, which gets a generator for each element.
public protocol Dataset<Element>: Sendable {
    associatedtype Element: Sendable
    /// How many elements there are.
    var count: Int { get }
    /// The element at a position from 0 to `count` less one. Loaders that prefetch read it on a
    /// thread of their own.
    ///
    /// - Throws: ``TensorError`` when there is no such position, or why the element cannot be had.
    subscript(index: Int) -> Element { get throws }
}

extension Dataset {
    /// Throws unless there is an element at `index`.
    func check(_ index: Int) throws(TensorError) {
        guard (0..<count).contains(index) else {
            throw TensorError(
                .index, "\(type(of: self))",
                expected: count == 0 ? "an element" : "an index from 0 to \(count - 1)",
                got: count == 0 ? "index \(index) of an empty dataset" : "\(index)")
        }
    }

    /// This dataset with each element as `transform` makes it, anew at each access.
    public func map<Output: Sendable>(
        _ transform: @escaping @Sendable (Element) throws -> Output
    ) -> MappedDataset<Self, Output> {
        MappedDataset(self, transform)
    }

    /// The elements at some positions, in their order.
    ///
    /// - Throws: ``TensorError`` when there is no such position.
    public func subset(_ indices: [Int]) throws(TensorError) -> Subset<Self> {
        try Subset(self, indices)
    }
}
