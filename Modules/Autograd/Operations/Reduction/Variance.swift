import Kernels

/// The mean squared distance from the mean over axes, with a correction of the count; integers and
/// `bool` give `float32`.
package struct Variance: Operation {
    public static let name = "var"
    public static let saves = Saves.inputs

    /// The axes, nil for all.
    public let dims: [Int]?
    /// Taken from the count that is divided by.
    public let correction: Double
    /// Whether reduced axes stay with size 1.
    public let keepDim: Bool

    public init(dims: [Int]? = nil, correction: Double = 1, keepDim: Bool = false) {
        self.dims = dims
        self.correction = correction
        self.keepDim = keepDim
    }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        let marks = try Axes.marks(dims, rank: x.rank, Self.name)
        return TensorSpec(Axes.reduced(x.shape, marks, keepDim: keepDim), x.dtype.floating)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let marks = try Axes.marks(dims, rank: x.rank, Self.name)
        // Two passes: the squares of distances do not cancel as E[x²] − E[x]² does.
        let squares = try Self.distances(x.detach(), marks).square()
        let sum = try squares.sum(dims: marks.indices.filter { marks[$0] }, keepDim: keepDim)
        return sum / divisor(x.shape, marks)
    }

    /// x − mean.
    private static func distances(_ x: Tensor, _ marks: [Bool]) throws(TensorError) -> Tensor {
        try x - x.mean(dims: marks.indices.filter { marks[$0] }, keepDim: true)
    }

    /// How many elements count; not below 0.
    private func divisor(_ shape: Shape, _ marks: [Bool]) -> Double {
        let length = marks.indices.reduce(1) { marks[$1] ? $0 * shape[$1] : $0 }
        return max(0, Double(length) - correction)
    }

    // The derivative through the mean is −2 Σ(x − mean) / n, which is 0.
    public static let gradient = Gradient<Variance>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let (x, operation) = (context.input(), context.operation)
            let marks = try Axes.marks(operation.dims, rank: x.rank, name)
            let share = context.upstream * 2 / operation.divisor(x.shape, marks)
            return try share.unreduced(to: x.shape, marks) * distances(x, marks)
        }
    })

    public static var samples: [Sample<Variance>] {
        get throws {
            try Samples.reductions { dims, keepDim in
                Variance(dims: dims, correction: 0, keepDim: keepDim)
            } + [
                Sample("corrected", Variance(dims: [1]), try Samples.values([2, 3], in: -2...2))
            ]
        }
    }
}

extension Tensor {
    /// The mean squared distance from the mean, over all elements or the given axes.
    ///
    /// - Parameter correction: Taken from the count that is divided by: 1, the default, estimates a
    ///   population's variance from a sample; 0 is the variance of the elements themselves. With
    ///   no more elements than that the result is NaN (0/0) or ∞.
    /// - Throws: ``TensorError`` when the tensor does not have an axis.
    public func `var`(
        dims: [Int] = [], correction: Double = 1, keepDim: Bool = false
    ) throws(TensorError) -> Tensor {
        try Variance(dims: dims, correction: correction, keepDim: keepDim)(self)
    }
}
