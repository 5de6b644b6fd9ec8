/// What losses ask of their inputs.
package enum LossInputs {
    /// Throws unless a tensor has the shape of another; PyTorch broadcasts them, which turns [n, 1]
    /// against [n] into n² pairs.
    ///
    /// - Parameters:
    ///   - what: The tensor in words, `a target`.
    ///   - whose: The other one, `the prediction`.
    package static func requireSameShape(
        _ operation: String, _ tensor: Tensor, _ what: String = "a target", as other: Tensor,
        _ whose: String = "the prediction"
    ) throws(TensorError) {
        guard tensor.shape == other.shape else {
            throw TensorError(
                .shape, operation, expected: "\(what) of \(whose)'s shape \(other.shape)",
                got: "\(tensor.shape)", hint: "Reshape or expand one of them.",
                inputs: [other, tensor])
        }
    }

    /// Throws unless weights, if there are any, can be repeated to the shape of the losses.
    package static func requireWeights(
        _ weights: Tensor?, _ what: String = "weight", for losses: Tensor, _ operation: String
    ) throws(TensorError) {
        guard let weights, weights.shape.broadcast(with: losses.shape) != losses.shape else {
            return
        }
        throw TensorError(
            .shape, operation, expected: "a \(what) that broadcasts to \(losses.shape)",
            got: "\(weights.shape)", inputs: [losses, weights])
    }

    /// Throws unless weights, if there are any, are one for each class, of the scores' type.
    package static func requireClassWeights(
        _ weights: Tensor?, classes: Int, _ scores: Tensor, _ operation: String
    ) throws(TensorError) {
        guard let weights, weights.shape != [classes] || weights.dtype != scores.dtype else {
            return
        }
        throw TensorError(
            weights.dtype == scores.dtype ? .shape : .dtype, operation,
            expected: "a weight of \(scores.dtype) for each of \(classes) classes",
            got: "\(weights.dtype) \(weights.shape)", inputs: [scores, weights])
    }

    /// The labels as `int64`, all of them classes or, where it is given, the ignored index.
    package static func labels(
        _ target: Tensor, classes: Int, ignoring ignored: Int? = nil, _ operation: String
    ) throws(TensorError) -> Tensor {
        let labels = try target.to(dtype: .int64)
        let outside = labels.toArray(as: Int.self).firstIndex {
            $0 != ignored && !(0..<classes).contains($0)
        }
        if let outside {
            throw CrossEntropy.outside(labels, outside, classes: classes, operation)
        }
        return labels
    }

    /// Throws unless an option is at least 0.
    package static func requireAtLeastZero(
        _ value: Double, _ what: String, _ operation: String
    ) throws(TensorError) {
        guard value >= 0 else {
            throw TensorError(
                .value, operation, expected: "a \(what) of at least 0", got: "\(value)")
        }
    }
}
