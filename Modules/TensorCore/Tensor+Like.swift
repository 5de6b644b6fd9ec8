public import Kernels

extension Tensor {
    /// A tensor of zeros with the shape of another, and its type unless said otherwise.
    ///
    /// - Throws: ``TensorError`` when there is no memory for it.
    public static func zerosLike(
        _ other: Tensor, dtype: DType? = nil, requiresGrad: Bool = false
    ) throws(TensorError) -> Tensor {
        try fullLike(other, 0, dtype: dtype, requiresGrad: requiresGrad)
    }

    /// A tensor of ones with the shape of another, and its type unless said otherwise.
    ///
    /// - Throws: ``TensorError`` when there is no memory for it.
    public static func onesLike(
        _ other: Tensor, dtype: DType? = nil, requiresGrad: Bool = false
    ) throws(TensorError) -> Tensor {
        try fullLike(other, 1, dtype: dtype, requiresGrad: requiresGrad)
    }

    /// A tensor full of one number with the shape of another, and its type unless said otherwise.
    ///
    /// - Throws: ``TensorError`` when there is no memory for it.
    public static func fullLike(
        _ other: Tensor, _ value: Double, dtype: DType? = nil, requiresGrad: Bool = false
    ) throws(TensorError) -> Tensor {
        try full(other.shape, value, dtype: dtype ?? other.dtype, requiresGrad: requiresGrad)
    }

    /// Normally distributed numbers in the shape of another tensor, and in its type unless said
    /// otherwise.
    ///
    /// - Throws: ``TensorError`` unless the type is floating-point.
    public static func randnLike(
        _ other: Tensor, dtype: DType? = nil, requiresGrad: Bool = false,
        generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        try normal(
            other.shape, dtype: dtype ?? other.dtype, requiresGrad: requiresGrad,
            generator: generator)
    }

    /// Numbers evenly distributed over [0, 1) in the shape of another tensor, and in its type
    /// unless said otherwise.
    ///
    /// - Throws: ``TensorError`` unless the type is floating-point.
    public static func randLike(
        _ other: Tensor, dtype: DType? = nil, requiresGrad: Bool = false,
        generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        try uniform(
            other.shape, dtype: dtype ?? other.dtype, requiresGrad: requiresGrad,
            generator: generator)
    }

    /// Whole numbers evenly distributed over `low..<high` in the shape of another tensor, and in
    /// its type unless said otherwise.
    ///
    /// - Throws: ``TensorError`` when there is no number in the range, or the type cannot hold it.
    public static func randintLike(
        _ other: Tensor, _ low: Int, _ high: Int, dtype: DType? = nil,
        generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        try randint(low, high, other.shape, dtype: dtype ?? other.dtype, generator: generator)
    }
}
