/// From the base rate to 0 in `totalIters` steps: base · (1 − step / totalIters)^power.
///
/// Source: PyTorch 2.13, `torch.optim.lr_scheduler.PolynomialLR`.
public struct PolynomialDecay: Schedule, Hashable {
    /// Steps to 0.
    public let totalIters: Int
    /// The power.
    public let power: Double

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(totalIters: Int = 5, power: Double = 1) throws(ScheduleError) {
        try ScheduleError.requirePositive(totalIters, "PolynomialLR totalIters")
        try ScheduleError.requireNonNegative(power, "PolynomialLR power")
        self.totalIters = totalIters
        self.power = power
    }

    public func rate(at step: Int, base: Double) -> Double {
        base * raise(1 - Double(min(step, totalIters)) / Double(totalIters), power)
    }
}

/// Follows ``PolynomialDecay`` on an optimizer.
public final class PolynomialLR: ScheduleFollower {
    public static let kind = "PolynomialLR"
    public let follower: Follower

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(
        _ optimizer: any LearningRateControlled, totalIters: Int = 5, power: Double = 1
    ) throws(ScheduleError) {
        follower = Follower(try PolynomialDecay(totalIters: totalIters, power: power), optimizer)
    }
}
