public import TensorCore

/// Something to learn from: an input and what is to be found for it. A batch of examples is one
/// too, with one more dimension in front.
public struct Example: Sendable {
    /// The input.
    public var x: Tensor
    /// The target: a class label, or values.
    public var y: Tensor

    public init(_ x: Tensor, _ y: Tensor) {
        self.x = x
        self.y = y
    }
}

extension Example: Collatable {
    public static func collate(_ elements: [Example]) throws(TensorError) -> Example {
        Example(try Tensor.collate(elements.map(\.x)), try Tensor.collate(elements.map(\.y)))
    }
}
