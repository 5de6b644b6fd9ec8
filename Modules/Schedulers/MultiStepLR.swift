/// The base rate times γ for every milestone reached: base · γ^(milestones ≤ step).
///
/// Source: PyTorch 2.13, `torch.optim.lr_scheduler.MultiStepLR`.
public struct MultiStepDecay: Schedule, Hashable {
    /// Steps at which the rate changes; one that is there twice counts twice.
    public let milestones: [Int]
    /// What the rate is multiplied by.
    public let gamma: Double

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(milestones: [Int], gamma: Double = 0.1) throws(ScheduleError) {
        try ScheduleError.require(
            milestones.allSatisfy { $0 >= 0 }, "MultiStepLR milestones", "steps of at least 0",
            milestones)
        try ScheduleError.requireNonNegative(gamma, "MultiStepLR gamma")
        self.milestones = milestones
        self.gamma = gamma
    }

    public func rate(at step: Int, base: Double) -> Double {
        base * power(gamma, milestones.count { $0 <= step })
    }
}

/// Follows ``MultiStepDecay`` on an optimizer.
public final class MultiStepLR: ScheduleFollower {
    public static let kind = "MultiStepLR"
    public let follower: Follower

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(
        _ optimizer: any LearningRateControlled, milestones: [Int], gamma: Double = 0.1
    ) throws(ScheduleError) {
        follower = Follower(try MultiStepDecay(milestones: milestones, gamma: gamma), optimizer)
    }
}
