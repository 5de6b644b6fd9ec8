import Kernels

/// Whether a is less than b, elementwise and broadcast; with a NaN it is false.
package struct Less: ElementwiseComparison, ComparisonFunction {
    public static let name = "less"
    public static let kernel = Kernel<BinaryLoop>(name) { .portable(comparison: Less.self, $0) }

    public init() {}

    public static func holds<T: Comparable>(_ a: T, _ b: T) -> Bool { a < b }

    public static var samples: [Sample<Less>] {
        get throws { try Samples.pairs(Less(), -2...2) }
    }
}

extension Tensor {
    /// Whether a is less than b, elementwise, as `bool`.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast.
    public static func .< (a: Tensor, b: Tensor) throws(TensorError) -> Tensor {
        try Less()(Pair(a, b))
    }

    /// Whether a is less than b, elementwise, for a number b.
    public static func .< (a: Tensor, b: some TensorScalar) -> Tensor {
        unfailing { () throws(TensorError) in try a .< a.scalar(b) }
    }
}
