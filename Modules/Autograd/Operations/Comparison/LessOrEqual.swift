import Kernels

/// Whether a is at most b, elementwise and broadcast; with a NaN it is false.
package struct LessOrEqual: ElementwiseComparison, ComparisonFunction {
    public static let name = "lessOrEqual"
    public static let kernel = Kernel<BinaryLoop>(name) {
        .portable(comparison: LessOrEqual.self, $0)
    }

    public init() {}

    public static func holds<T: Comparable>(_ a: T, _ b: T) -> Bool { a <= b }

    public static var samples: [Sample<LessOrEqual>] {
        get throws { try Samples.pairs(LessOrEqual(), -2...2) }
    }
}

extension Tensor {
    /// Whether a is at most b, elementwise, as `bool`.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast.
    public static func .<= (a: Tensor, b: Tensor) throws(TensorError) -> Tensor {
        try LessOrEqual()(Pair(a, b))
    }

    /// Whether a is at most b, elementwise, for a number b.
    public static func .<= (a: Tensor, b: some TensorScalar) -> Tensor {
        unfailing { () throws(TensorError) in try a .<= a.scalar(b) }
    }
}
