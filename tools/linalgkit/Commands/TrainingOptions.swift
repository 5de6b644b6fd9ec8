/// Everything, besides data and model, that the bits of a training run depend on.
struct TrainingOptions: Codable, Sendable, Equatable {
    var optimizer: OptimizerChoice
    /// The learning rate before the schedule.
    var lr: Double
    var momentum: Double
    var weightDecay: Double
    var scheduler: SchedulerChoice
    /// Epochs from one decay to the next.
    var stepSize: Int
    var gamma: Double
    /// Epochs to the lowest rate.
    var tMax: Int
    /// Samples of a batch.
    var batch: Int
    var seed: UInt64
    /// The part of the data that is held out.
    var testFraction: Double

    /// In words: `adam  lr 0.001 · cosine over 20 epochs · batch 32 · seed 0`.
    var summary: String {
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
