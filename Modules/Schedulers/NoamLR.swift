/// A linear rise and then the inverse root of the step, n = step + 1:
/// base · modelSize^(−1/2) · min(n^(−1/2), n · warmupSteps^(−3/2)).
///
/// Source: Vaswani et al. 2017, "Attention is all you need", equation 3.
public struct NoamSchedule: Schedule, Hashable {
    /// The width of the model.
    public let modelSize: Int
    /// Steps of the rise.
    public let warmupSteps: Int

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(modelSize: Int, warmupSteps: Int = 4000) throws(ScheduleError) {
        try ScheduleError.requirePositive(modelSize, "NoamLR modelSize")
        try ScheduleError.requirePositive(warmupSteps, "NoamLR warmupSteps")
        self.modelSize = modelSize
        self.warmupSteps = warmupSteps
    }

    public func rate(at step: Int, base: Double) -> Double {
        let n = Double(step) + 1
        let warmup = Double(warmupSteps)
        return base / Double(modelSize).squareRoot()
            * min(1 / n.squareRoot(), n / (warmup * warmup.squareRoot()))
    }
}

/// Follows ``NoamSchedule`` on an optimizer.
public final class NoamLR: ScheduleFollower {
    public static let kind = "NoamLR"
    public let follower: Follower

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(
        _ optimizer: any LearningRateControlled, modelSize: Int, warmupSteps: Int = 4000
    ) throws(ScheduleError) {
        follower = Follower(
            try NoamSchedule(modelSize: modelSize, warmupSteps: warmupSteps), optimizer)
    }
}
