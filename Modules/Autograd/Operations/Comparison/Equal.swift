import Kernels

/// Whether a equals b, elementwise and broadcast; with a NaN it is false.
package struct Equal: ElementwiseComparison, ComparisonFunction {
    public static let name = "equal"
    public static let kernel = Kernel<BinaryLoop>(name) { .portable(comparison: Equal.self, $0) }

    public init() {}

    public static func holds<T: Comparable>(_ a: T, _ b: T) -> Bool { a == b }

    public static var samples: [Sample<Equal>] {
        get throws { try Samples.pairs(Equal(), -2...2) }
    }
}

extension Tensor {
    /// Whether a equals b, elementwise, as `bool`.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast.
    public static func .== (a: Tensor, b: Tensor) throws(TensorError) -> Tensor {
        try Equal()(Pair(a, b))
    }

    /// Whether a equals b, elementwise, for a number b.
    public static func .== (a: Tensor, b: some TensorScalar) -> Tensor {
        unfailing { () throws(TensorError) in try a .== a.scalar(b) }
    }
}
