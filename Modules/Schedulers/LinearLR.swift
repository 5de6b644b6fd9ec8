/// The base rate times a factor that goes evenly from one to another in `totalIters` steps.
///
/// Source: PyTorch 2.13, `torch.optim.lr_scheduler.LinearLR`.
public struct LinearFactor: Schedule, Hashable {
    /// The factor at step 0.
    public let startFactor: Double
    /// The factor from step `totalIters` on.
    public let endFactor: Double
    /// Steps from one to the other.
    public let totalIters: Int

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(startFactor: Double = 1.0 / 3, endFactor: Double = 1, totalIters: Int = 5)
        throws(ScheduleError)
    {
        try ScheduleError.requireNonNegative(startFactor, "LinearLR startFactor")
        try ScheduleError.requireNonNegative(endFactor, "LinearLR endFactor")
        try ScheduleError.requirePositive(totalIters, "LinearLR totalIters")
        self.startFactor = startFactor
        self.endFactor = endFactor
        self.totalIters = totalIters
    }

    public func rate(at step: Int, base: Double) -> Double {
        let share = Double(min(step, totalIters)) / Double(totalIters)
        return base * (startFactor + (endFactor - startFactor) * share)
    }
}

/// Follows ``LinearFactor`` on an optimizer.
public final class LinearLR: ScheduleFollower {
    public static let kind = "LinearLR"
    public let follower: Follower

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(
        _ optimizer: any LearningRateControlled, startFactor: Double = 1.0 / 3,
        endFactor: Double = 1, totalIters: Int = 5
    ) throws(ScheduleError) {
        follower = Follower(
            try LinearFactor(
                startFactor: startFactor, endFactor: endFactor, totalIters: totalIters), optimizer)
    }
}
