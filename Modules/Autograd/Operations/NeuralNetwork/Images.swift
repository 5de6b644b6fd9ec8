import Kernels

/// Images with one batch axis, and how the result is brought back: sequences are images of one row.
struct Images {
    let tensor: Tensor
    private let isBatched: Bool
    private let isLine: Bool

    /// - Parameter dims: Axes of a plane: 1 for [n, channels, length], 2 for images.
    init(_ x: Tensor, dims: Int, _ operation: String) throws(TensorError) {
        guard x.rank == dims + 1 || x.rank == dims + 2 else {
            throw TensorError(
                .shape, operation,
                expected: dims == 1
                    ? "[n, channels, length] or [channels, length]"
                    : "[n, channels, height, width] or [channels, height, width]",
                got: "\(x.shape)", inputs: [x])
        }
        (isBatched, isLine) = (x.rank == dims + 2, dims == 1)
        let batch = isBatched ? x : try x.unsqueeze(dim: 0)
        tensor = isLine ? try batch.unsqueeze(dim: 2) : batch
    }

    func restored(_ result: Tensor) throws(TensorError) -> Tensor {
        let planes = isLine ? try result.squeeze(dim: 2) : result
        return isBatched ? planes : try planes.squeeze(dim: 0)
    }
}
