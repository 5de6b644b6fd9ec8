/// Loss and accuracy over the samples seen so far.
struct Measurement: Codable, Sendable, Equatable {
    /// The sum of the losses of all samples.
    var lossSum = 0.0
    /// How many were right; nil when there is no right and wrong.
    var correct: Int?
    /// How many samples were seen.
    var count = 0

    /// The mean loss of a sample; NaN before the first.
    var loss: Double { lossSum / Double(count) }
    /// The part that was right.
    var accuracy: Double? { correct.map { Double($0) / Double(count) } }

    /// Adds a batch with its mean loss.
    mutating func add(loss: Double, correct newCorrect: Int?, count newCount: Int) {
        lossSum += loss * Double(newCount)
        if let newCorrect { correct = (correct ?? 0) + newCorrect }
        count += newCount
    }

    /// In words: `loss 0.0502  accuracy 0.9861`.
    var summary: String {
        "loss \(decimal(loss))" + (accuracy.map { "  accuracy \(decimal($0))" } ?? "")
    }
}
