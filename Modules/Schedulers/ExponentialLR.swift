/// The base rate times γ for every step: base · γ^step.
///
/// Source: PyTorch 2.13, `torch.optim.lr_scheduler.ExponentialLR`.
public struct ExponentialDecay: Schedule, Hashable {
    /// What the rate is multiplied by each step.
    public let gamma: Double

    /// - Throws: ``ScheduleError`` when γ is negative or not finite.
    public init(gamma: Double) throws(ScheduleError) {
        try ScheduleError.requireNonNegative(gamma, "ExponentialLR gamma")
        self.gamma = gamma
    }

    public func rate(at step: Int, base: Double) -> Double {
        base * power(gamma, step)
    }
}

/// Follows ``ExponentialDecay`` on an optimizer.
public final class ExponentialLR: ScheduleFollower {
    public static let kind = "ExponentialLR"
    public let follower: Follower

    /// - Throws: ``ScheduleError`` when γ is negative or not finite.
    public init(
        _ optimizer: any LearningRateControlled, gamma: Double
    ) throws(ScheduleError) {
        follower = Follower(try ExponentialDecay(gamma: gamma), optimizer)
    }
}
