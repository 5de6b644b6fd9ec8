package import TensorCore

/// A leaf of `float64` unless said otherwise.
package func leaf(
    _ values: [Double], _ shape: Shape? = nil, _ dtype: DType = .float64
) throws -> Tensor {
    var tensor = try constant(values, shape, dtype)
    try tensor.requireGrad()
    return tensor
}

/// A leaf with one dimension.
package func leaf(_ values: [Double], _ dtype: DType) throws -> Tensor {
    try leaf(values, nil, dtype)
}

/// A tensor of `float64`, not tracked, unless said otherwise.
package func constant(
    _ values: [Double], _ shape: Shape? = nil, _ dtype: DType = .float64
) throws -> Tensor {
    try Tensor(values, shape: shape ?? [values.count]).to(dtype)
}

/// A tensor with one dimension, not tracked.
package func constant(_ values: [Double], _ dtype: DType) throws -> Tensor {
    try constant(values, nil, dtype)
}

extension Tensor {
    /// The elements in C order.
    package var values: [Double] { toArray(as: Double.self) }
}

/// Each computing type that is not floating-point.
package let integerTypes: [DType] = [.uint8, .int32, .int64]
package let infinity = Double.infinity
package let nan = Double.nan
