import LinAlgKit

/// What a model is to find for each sample.
package enum LearningTask: Codable, Sendable, Hashable {
    /// One of so many classes; the loss is the cross-entropy.
    case classification(classes: Int)
    /// Numbers; the loss is the mean squared error.
    case regression

    /// The mean loss over a batch.
    package func loss(_ outputs: Tensor, _ targets: Tensor) throws -> Tensor {
        switch self {
        case .classification: try crossEntropy(outputs, targets)
        case .regression: try mseLoss(outputs, targets)
        }
    }

    /// How many rows have their largest output at the target; nil when there are no classes.
    package func correctCount(_ outputs: Tensor, _ targets: Tensor) throws -> Int? {
        guard case .classification = self else { return nil }
        let found = try outputs.argmax(dim: 1).toArray(as: Int.self)
        return zip(found, targets.toArray(as: Int.self)).count { $0 == $1 }
    }

    /// In words: `10 classes`.
    package var summary: String {
        switch self {
        case .classification(let classes): "\(classes) classes"
        case .regression: "regression"
        }
    }
}
