import Kernels

/// Whether a is greater than b, elementwise and broadcast; with a NaN it is false.
package struct Greater: ElementwiseComparison, ComparisonFunction {
    public static let name = "greater"
    public static let kernel = Kernel<BinaryLoop>(name) { .portable(comparison: Greater.self, $0) }

    public init() {}

    public static func holds<T: Comparable>(_ a: T, _ b: T) -> Bool { a > b }

    public static var samples: [Sample<Greater>] {
        get throws { try Samples.pairs(Greater(), -2...2) }
    }
}

extension Tensor {
    /// Whether a is greater than b, elementwise, as `bool`.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast.
    public static func .> (a: Tensor, b: Tensor) throws(TensorError) -> Tensor {
        try Greater()(Pair(a, b))
    }

    /// Whether a is greater than b, elementwise, for a number b.
    public static func .> (a: Tensor, b: some TensorScalar) -> Tensor {
        unfailing { () throws(TensorError) in try a .> a.scalar(b) }
    }
}
