public import TensorCore

/// What a file says of one of its tensors, known without its data.
public struct StoredTensor: Sendable, Hashable {
    /// The name under which it is read.
    public let name: String
    /// The type of its elements.
    public let dtype: DType
    /// Its sizes.
    public let shape: Shape

    /// A description; formats of other packages make them too.
    public init(name: String, dtype: DType, shape: Shape) {
        self.name = name
        self.dtype = dtype
        self.shape = shape
    }

    /// A description of a tensor at hand.
    public init(name: String, _ tensor: Tensor) {
        self.init(name: name, dtype: tensor.dtype, shape: tensor.shape)
    }
}
