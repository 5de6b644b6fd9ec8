/// Loss and accuracy over the samples seen so far.
package struct Measurement: Codable, Sendable, Equatable {
    /// The sum of the losses of all samples.
    package var lossSum = 0.0
    /// How many were right; nil when there is no right and wrong.
    package var correct: Int?
    /// How many samples were seen.
    package var count = 0

    /// Nothing seen yet.
    package init() {}

    /// The mean loss of a sample; NaN before the first.
    package var loss: Double { lossSum / Double(count) }
    /// The part that was right.
    package var accuracy: Double? { correct.map { Double($0) / Double(count) } }

    /// Adds a batch with its mean loss.
    package mutating func add(loss: Double, correct newCorrect: Int?, count newCount: Int) {
        lossSum += loss * Double(newCount)
        if let newCorrect { correct = (correct ?? 0) + newCorrect }
        count += newCount
    }

    /// In words: `loss 0.0502  accuracy 0.9861`.
    package var summary: String {
        "loss \(decimal(loss))" + (accuracy.map { "  accuracy \(decimal($0))" } ?? "")
    }
}
