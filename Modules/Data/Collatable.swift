public import Autograd

/// What a batch can be made of.
public protocol Collatable: Sendable {
    /// Many of them at once.
    associatedtype Batch: Sendable
    /// The batch of these elements, at least one, in order.
    ///
    /// - Throws: ``TensorError`` when they do not fit together.
    static func collate(_ elements: [Self]) throws -> Batch
}

/// Tensors of one shape are stacked: n of […] → [n, …].
extension Tensor: Collatable {
    public static func collate(_ elements: [Tensor]) throws(TensorError) -> Tensor {
        try stack(elements)
    }
}

/// Lists of tensors are stacked place by place.
extension Array: Collatable where Element == Tensor {
    public static func collate(_ elements: [[Tensor]]) throws(TensorError) -> [Tensor] {
        let sizes = Set(elements.map(\.count))
        guard sizes.count <= 1 else {
            throw TensorError(
                .shape, "collate", expected: "as many tensors in each element",
                got: "\(sizes.sorted())")
        }
        var batch: [Tensor] = []
        for place in 0..<(sizes.first ?? 0) { batch.append(try stack(elements.map { $0[place] })) }
        return batch
    }
}

/// A dataset that gathers a batch in one go, faster than element by element.
public protocol BatchDataset<Element>: Dataset where Element: Collatable {
    /// The batch that `collate` would make of the elements at these positions.
    ///
    /// - Throws: What access to one of the elements would.
    func batch(at positions: [Int]) throws -> Element.Batch
}
