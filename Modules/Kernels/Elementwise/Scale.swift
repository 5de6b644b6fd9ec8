/// Divides by a number.
public enum Scale {
    /// Every element of a contiguous view of `float32` or `float64`, in place.
    public static func divide(_ target: ArrayView, by divisor: Double) {
        switch target.dtype {
        case .float32: divide(Float.self, target, Float(divisor))
        case .float64: divide(Double.self, target, divisor)
        default: preconditionFailure("\(target.dtype) does not divide")
        }
    }

    private static func divide<T: BinaryFloatingPoint & Sendable>(
        _: T.Type, _ target: ArrayView, _ divisor: T
    ) {
        Elementwise.parallelRanges(target.count) { range in
            // `range` lies within the view's elements.
            let elements = target.pointer.assumingMemoryBound(to: T.self)
            for i in range { elements[i] /= divisor }
        }
    }
}
