/// The axes that a call names, checked against a tensor.
package enum Axes {
    /// An axis counted from the front; negative ones count from the back.
    package static func resolve(
        _ axis: Int, rank: Int, _ operation: String
    ) throws(TensorError) -> Int {
        // A scalar takes 0 and −1, as in PyTorch.
        let bound = max(rank, 1)
        let resolved = axis < 0 ? axis + bound : axis
        guard resolved >= 0, resolved < bound else {
            throw TensorError(
                .axis, operation,
                expected: rank == 0 ? "dim 0 or -1" : "a dim from \(-rank) to \(rank - 1)",
                got: "\(axis)")
        }
        return resolved
    }

    /// Which axes a list names; nil or an empty list names all.
    package static func marks(
        _ axes: [Int]?, rank: Int, _ operation: String
    ) throws(TensorError) -> [Bool] {
        guard let axes, !axes.isEmpty else { return [Bool](repeating: true, count: rank) }
        var marks = [Bool](repeating: false, count: rank)
        for axis in axes {
            let resolved = try resolve(axis, rank: rank, operation)
            guard rank > 0 else { continue }
            guard !marks[resolved] else {
                throw TensorError(.axis, operation, expected: "each dim once", got: "\(axes)")
            }
            marks[resolved] = true
        }
        return marks
    }

    /// The shape that is left when the marked axes are reduced.
    package static func reduced(_ shape: Shape, _ marks: [Bool], keepDim: Bool) -> Shape {
        var result = Shape()
        for axis in 0..<shape.count {
            if !marks[axis] { result.append(shape[axis]) } else if keepDim { result.append(1) }
        }
        return result
    }
}
