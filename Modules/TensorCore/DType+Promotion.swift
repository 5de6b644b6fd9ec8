public import Kernels

extension DType {
    /// The order in which kinds of numbers win over each other.
    private var category: Int { isFloatingPoint ? 2 : isInteger ? 1 : 0 }

    /// The type in which elements of two types are combined.
    ///
    /// | | bool | uint8 | int8 | int16 | int32 | int64 | float16 | bfloat16 | float32 | float64 |
    /// |---|---|---|---|---|---|---|---|---|---|---|
    /// | bool | bool | uint8 | int8 | int16 | int32 | int64 | float16 | bfloat16 | float32 | float64 |
    /// | uint8 | | uint8 | int16 | int16 | int32 | int64 | float16 | bfloat16 | float32 | float64 |
    /// | int8 | | | int8 | int16 | int32 | int64 | float16 | bfloat16 | float32 | float64 |
    /// | int16 | | | | int16 | int32 | int64 | float16 | bfloat16 | float32 | float64 |
    /// | int32 | | | | | int32 | int64 | float16 | bfloat16 | float32 | float64 |
    /// | int64 | | | | | | int64 | float16 | bfloat16 | float32 | float64 |
    /// | float16 | | | | | | | float16 | float32 | float32 | float64 |
    /// | bfloat16 | | | | | | | | bfloat16 | float32 | float64 |
    ///
    /// Two unsigned types give the wider; an unsigned and a signed type give the narrowest signed
    /// type that holds both, and `int64` where there is none.
    ///
    /// Source: PyTorch 2.13, `torch.promote_types`.
    public func promoted(with other: DType) -> DType {
        if self == other { return self }
        if category != other.category { return category > other.category ? self : other }
        let (narrow, wide) = rawValue < other.rawValue ? (self, other) : (other, self)
        if isFloatingPoint { return narrow == .float16 && wide == .bfloat16 ? .float32 : wide }
        if narrow.isSigned == wide.isSigned { return wide }
        let (signed, unsigned) = narrow.isSigned ? (narrow, wide) : (wide, narrow)
        if signed.byteCount > unsigned.byteCount { return signed }
        switch unsigned.byteCount {
        case 1: return .int16
        case 2: return .int32
        default: return .int64
        }
    }

    /// The type of a tensor of this type combined with a scalar, or a tensor without dimensions,
    /// of another: the scalar's type counts only when it is of a higher kind (bool < integer <
    /// floating-point), and then a literal floating-point number counts as `float32`.
    public func promoted(withScalar scalar: DType, isLiteral: Bool) -> DType {
        if scalar.category <= category { return self }
        if isLiteral { return scalar.isFloatingPoint ? .float32 : .int64 }
        return scalar
    }

    private var isSigned: Bool {
        switch self {
        case .int8, .int16, .int32, .int64: true
        default: false
        }
    }

    /// The type of quotients, means and functions such as `exp`: floating-point types stay, others
    /// become `float32`.
    public var floating: DType { isFloatingPoint ? self : .float32 }
}

extension Shape {
    /// The shape that both broadcast to by NumPy's rule (sizes are aligned at the end; a size of 1
    /// repeats), or nil when they do not fit.
    public func broadcast(with other: Shape) -> Shape? {
        if self == other { return self }
        let rank = Swift.max(count, other.count)
        var result = Shape(repeating: 1, count: rank)
        for axis in 0..<rank {
            let a = axis < rank - count ? 1 : self[axis - (rank - count)]
            let b = axis < rank - other.count ? 1 : other[axis - (rank - other.count)]
            guard a == b || a == 1 || b == 1 else { return nil }
            result[axis] = a == 1 ? b : a
        }
        return result
    }
}
