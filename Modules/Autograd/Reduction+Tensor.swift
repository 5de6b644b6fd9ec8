package import Kernels

extension Tensor {
    /// The elements combined over the marked axes, of which there are elements; not tracked.
    package func reduced(
        _ kind: ReductionKind, _ marks: [Bool], to shape: Shape, operation: String
    ) throws(TensorError) -> Tensor {
        let source = try compact(operation: operation)
        let result = try Tensor.empty(shape, dtype, operation: operation)
        if result.count == 1 {
            guard Kernels.Reduction.reduceAll(kind, result.body.view, source.body.view) else {
                throw .outOfMemory(operation, self.shape, dtype)
            }
            return withExtendedLifetime(source) { result }
        }
        guard
            Kernels.Reduction.reduce(kind, result.body.view, source.body.view, isReduced: marks)
        else { throw .outOfMemory(operation, self.shape, dtype) }
        return withExtendedLifetime(source) { result }
    }

    /// This reduction's result seen with the reduced axes of size 1, repeated to `shape`.
    package func unreduced(to shape: Shape, _ marks: [Bool]) throws(TensorError) -> Tensor {
        try reshape(Axes.reduced(shape, marks, keepDim: true)).expand(shape)
    }
}

extension GradientContext where Op.Inputs == Tensor {
    /// The upstream gradient of a reduction over `dims`, divided by `length` and repeated to the
    /// input's shape: written out where there is one number, else a view.
    func repeatedUpstream(over dims: [Int]?, dividedBy length: Int) throws(TensorError) -> Tensor {
        let upstream = upstream
        if upstream.count == 1, upstream.dtype == dtype() {
            let result = try Tensor.empty(spec(of: 0), operation: Op.name)
            Fill.fill(result.body.view, with: try upstream.item() / Double(length))
            return result
        }
        let marks = try Axes.marks(dims, rank: shape().count, Op.name)
        let scaled = length == 1 ? upstream : upstream / length
        return try scaled.unreduced(to: shape(), marks)
    }
}
