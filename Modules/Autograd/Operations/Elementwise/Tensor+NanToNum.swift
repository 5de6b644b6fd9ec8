import Kernels

extension Tensor {
    /// The elements with others in place of NaN, ∞ and −∞, which get the gradient 0.
    ///
    /// - Parameters:
    ///   - nan: What replaces NaN.
    ///   - posInf: What replaces ∞; by default the largest number of the type.
    ///   - negInf: What replaces −∞; by default the least number of the type.
    public func nanToNum(
        nan: Double = 0, posInf: Double? = nil, negInf: Double? = nil
    ) -> Tensor {
        guard dtype.isFloatingPoint else { return self }
        let largest = dtype.largestNumber
        return unfailing { () throws(TensorError) in
            var result = try `where`(isNaN(), scalar(nan), self)
            result = try `where`(isPosInf(), scalar(posInf ?? largest), result)
            return try `where`(isNegInf(), scalar(negInf ?? -largest), result)
        }
    }
}

extension DType {
    /// The largest finite number of a floating-point type.
    fileprivate var largestNumber: Double {
        switch self {
        case .float16: 65504
        case .bfloat16: 0x1.fep127
        case .float32: Double(Float.greatestFiniteMagnitude)
        default: .greatestFiniteMagnitude
        }
    }
}
