/// The base rate times a factor for the first steps: base · factor, and base from step `totalIters`
/// on.
///
/// Source: PyTorch 2.13, `torch.optim.lr_scheduler.ConstantLR`.
public struct ConstantFactor: Schedule, Hashable {
    /// What the rate is multiplied by.
    public let factor: Double
    /// Steps that it holds for.
    public let totalIters: Int

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(factor: Double = 1.0 / 3, totalIters: Int = 5) throws(ScheduleError) {
        try ScheduleError.requireNonNegative(factor, "ConstantLR factor")
        try ScheduleError.require(
            totalIters >= 0, "ConstantLR totalIters", "at least 0", totalIters)
        self.factor = factor
        self.totalIters = totalIters
    }

    public func rate(at step: Int, base: Double) -> Double {
        step < totalIters ? base * factor : base
    }
}

/// Follows ``ConstantFactor`` on an optimizer.
public final class ConstantLR: ScheduleFollower {
    public static let kind = "ConstantLR"
    public let follower: Follower

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(
        _ optimizer: any LearningRateControlled, factor: Double = 1.0 / 3, totalIters: Int = 5
    ) throws(ScheduleError) {
        follower = Follower(try ConstantFactor(factor: factor, totalIters: totalIters), optimizer)
    }
}
