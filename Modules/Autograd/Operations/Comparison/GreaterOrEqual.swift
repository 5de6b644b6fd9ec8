import Kernels

/// Whether a is at least b, elementwise and broadcast; with a NaN it is false.
package struct GreaterOrEqual: ElementwiseComparison, ComparisonFunction {
    public static let name = "greaterOrEqual"
    public static let kernel = Kernel<BinaryLoop>(name) {
        .portable(comparison: GreaterOrEqual.self, $0)
    }

    public init() {}

    public static func holds<T: Comparable>(_ a: T, _ b: T) -> Bool { a >= b }

    public static var samples: [Sample<GreaterOrEqual>] {
        get throws { try Samples.pairs(GreaterOrEqual(), -2...2) }
    }
}

extension Tensor {
    /// Whether a is at least b, elementwise, as `bool`.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast.
    public static func .>= (a: Tensor, b: Tensor) throws(TensorError) -> Tensor {
        try GreaterOrEqual()(Pair(a, b))
    }

    /// Whether a is at least b, elementwise, for a number b.
    public static func .>= (a: Tensor, b: some TensorScalar) -> Tensor {
        unfailing { () throws(TensorError) in try a .>= a.scalar(b) }
    }
}
