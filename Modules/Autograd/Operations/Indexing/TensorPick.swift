/// The tensors of a subscript applied to the part that its other entries read: elements picked by
/// tuples of indices along several axes.
struct TensorPick {
    /// The axes of the part that are picked from, and the index tensors, one for each, broadcast.
    private var axes: [Int] = []
    private var indices: [Tensor] = []
    private let operation: String

    /// - Parameter x: The part, in which a tensor's axes are whole.
    init(_ entries: [TensorIndex], _ x: Tensor, _ operation: String) throws(TensorError) {
        self.operation = operation
        var axis = 0
        // Axes that are left to an ellipsis.
        let kept = entries.reduce(0) { $0 + $1.keptAxisCount }
        for entry in entries {
            if case .ellipsis = entry { axis += x.rank - kept }
            guard case .tensor(let tensor) = entry else {
                axis += entry.keptAxisCount
                continue
            }
            try append(tensor, axis, x)
            axis += entry.keptAxisCount
        }
        do { indices = try broadcastTensors(indices) } catch {
            throw TensorError(
                .shape, operation, expected: "index tensors that broadcast together",
                got: indices.map { "\($0.shape)" }.joined(separator: ", "), inputs: [x])
        }
    }

    var isNothing: Bool { axes.isEmpty }

    private mutating func append(
        _ tensor: Tensor, _ axis: Int, _ x: Tensor
    ) throws(TensorError) {
        guard tensor.dtype == .bool else {
            axes.append(axis)
            indices.append(try tensor.wrapped(around: x.shape[axis], operation))
            return
        }
        let covered = Shape(x.shape[axis..<axis + tensor.rank])
        guard tensor.rank > 0, tensor.shape == covered else {
            throw TensorError(
                .shape, operation, expected: "a mask of the shape \(covered) that it picks from",
                got: "\(tensor.shape)", inputs: [x, tensor])
        }
        axes += axis..<axis + tensor.rank
        indices += try tensor.nonzero().unbind(dim: 1)
    }

    /// The picked elements of a part with the shape that this was made for.
    func callAsFunction(_ x: Tensor) throws(TensorError) -> Tensor {
        let others = x.shape.indices.filter { !axes.contains($0) }
        // The axes that are picked from as one, in front: an index tuple is a place in it.
        let picked = axes.map { x.shape[$0] }
        let rows = try x.permute(axes + others).reshape(
            Shape([picked.reduce(1, *)] + others.map { x.shape[$0] }))
        var places = indices[0]
        for (size, index) in zip(picked, indices).dropFirst() {
            places = try places * size + index
        }
        let front = places.rank
        let result = try rows.indexSelect(dim: 0, places.ravel()).reshape(
            Shape(Array(places.shape) + others.map { x.shape[$0] }))
        // Neighbours' axes go where the first of them stood.
        guard axes.last == axes[0] + axes.count - 1, axes[0] > 0 else { return result }
        let before = front..<front + axes[0]
        return try result.permute(
            Array(before) + Array(0..<front) + Array(before.upperBound..<result.rank))
    }
}

extension TensorIndex {
    /// How many axes of the tensor the entry stands for, but for an ellipsis.
    var axisCount: Int {
        switch self {
        case .ellipsis, .newAxis: 0
        case .tensor(let tensor) where tensor.dtype == .bool: tensor.rank
        case .at, .range, .all, .tensor: 1
        }
    }

    /// How many axes of the part that other entries read the entry stands for.
    fileprivate var keptAxisCount: Int {
        switch self {
        case .at, .ellipsis: 0
        case .newAxis: 1
        case .range, .all, .tensor: axisCount
        }
    }

    var isTensor: Bool { if case .tensor = self { true } else { false } }
}
