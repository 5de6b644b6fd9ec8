import Kernels

/// Whether a differs from b, elementwise and broadcast; NaN differs from everything.
package struct NotEqual: ElementwiseComparison, ComparisonFunction {
    public static let name = "notEqual"
    public static let kernel = Kernel<BinaryLoop>(name) { .portable(comparison: NotEqual.self, $0) }

    public init() {}

    public static func holds<T: Comparable>(_ a: T, _ b: T) -> Bool { a != b }

    public static var samples: [Sample<NotEqual>] {
        get throws { try Samples.pairs(NotEqual(), -2...2) }
    }
}

extension Tensor {
    /// Whether a differs from b, elementwise, as `bool`.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast.
    public static func .!= (a: Tensor, b: Tensor) throws(TensorError) -> Tensor {
        try NotEqual()(Pair(a, b))
    }

    /// Whether a differs from b, elementwise, for a number b.
    public static func .!= (a: Tensor, b: some TensorScalar) -> Tensor {
        unfailing { () throws(TensorError) in try a .!= a.scalar(b) }
    }
}
