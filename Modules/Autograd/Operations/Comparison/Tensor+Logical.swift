extension Tensor {
    /// Whether each element is other than 0 (NaN is), as `bool`.
    var isTrue: Tensor { dtype == .bool ? self : detach() .!= 0 }

    /// Whether both elements are other than 0, elementwise and broadcast, as `bool`.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast.
    public func logicalAnd(_ other: Tensor) throws(TensorError) -> Tensor {
        // The product of bool is and, the sum or.
        try isTrue * other.isTrue
    }

    /// Whether one of the elements or both are other than 0, elementwise and broadcast, as `bool`.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast.
    public func logicalOr(_ other: Tensor) throws(TensorError) -> Tensor {
        try isTrue + other.isTrue
    }

    /// Whether exactly one of the elements is other than 0, elementwise and broadcast, as `bool`.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast.
    public func logicalXor(_ other: Tensor) throws(TensorError) -> Tensor {
        try isTrue .!= other.isTrue
    }

    /// Whether each element is 0, as `bool`.
    public func logicalNot() -> Tensor { detach() .== 0 }
}
