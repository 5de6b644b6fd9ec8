public import TensorCore

/// Some elements of another dataset, by their positions there.
public struct Subset<Base: Dataset>: Dataset {
    /// Where the elements come from.
    public let base: Base
    /// Their positions there.
    public let indices: [Int]

    /// - Throws: ``TensorError`` when there is no such position.
    public init(_ base: Base, _ indices: [Int]) throws(TensorError) {
        for index in indices { try base.check(index) }
        self.base = base
        self.indices = indices
    }

    public var count: Int { indices.count }

    public subscript(index: Int) -> Base.Element {
        get throws {
            try check(index)
            return try base[indices[index]]
        }
    }
}

extension Subset: BatchDataset where Base: BatchDataset {
    public func batch(at positions: [Int]) throws -> Base.Element.Batch {
        for position in positions { try check(position) }
        return try base.batch(at: positions.map { indices[$0] })
    }
}
