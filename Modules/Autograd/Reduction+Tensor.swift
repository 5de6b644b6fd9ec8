package import Kernels

extension Tensor {
    /// The elements combined over the marked axes, of which there are elements; not tracked.
    package func reduced(
        _ kind: ReductionKind, _ marks: [Bool], to shape: Shape, operation: String
    ) throws(TensorError) -> Tensor {
        let source = try compact(operation: operation)
        let result = try Tensor.empty(shape, dtype, operation: operation)
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
