/// Everything, besides data and model, that the bits of a training run depend on.
package struct TrainingOptions: Codable, Sendable, Equatable {
    package var optimizer: OptimizerChoice
    /// The learning rate before the schedule.
    package var lr: Double
    package var momentum: Double
    package var weightDecay: Double
    package var scheduler: SchedulerChoice
    /// Epochs from one decay to the next.
    package var stepSize: Int
    package var gamma: Double
    /// Epochs to the lowest rate.
    package var tMax: Int
    /// Samples of a batch.
    package var batch: Int
    package var seed: UInt64
    /// The part of the data that is held out.
    package var testFraction: Double

    /// In words: `adam  lr 0.001 · cosine over 20 epochs · batch 32 · seed 0`.
    package var summary: String {
        var parts = ["lr \(lr)"]
        if momentum != 0 { parts.append("momentum \(momentum)") }
        if weightDecay != 0 { parts.append("weight decay \(weightDecay)") }
        switch scheduler {
        case .none: break
        case .step: parts.append("× \(gamma) every \(stepSize) epochs")
        case .exponential: parts.append("× \(gamma) every epoch")
        case .cosine: parts.append("cosine over \(tMax) epochs")
        }
        parts += ["batch \(batch)", "seed \(seed)"]
        return "\(optimizer.rawValue), " + parts.joined(separator: " · ")
    }
}
