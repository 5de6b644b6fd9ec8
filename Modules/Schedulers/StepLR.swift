/// The base rate times γ for every `stepSize` steps: base · γ^⌊step / stepSize⌋.
///
/// Source: PyTorch 2.13, `torch.optim.lr_scheduler.StepLR`.
public struct StepDecay: Schedule, Hashable {
    /// Steps from one decay to the next.
    public let stepSize: Int
    /// What the rate is multiplied by.
    public let gamma: Double

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(stepSize: Int, gamma: Double = 0.1) throws(ScheduleError) {
        try ScheduleError.requirePositive(stepSize, "StepLR stepSize")
        try ScheduleError.requireNonNegative(gamma, "StepLR gamma")
        self.stepSize = stepSize
        self.gamma = gamma
    }

    public func rate(at step: Int, base: Double) -> Double {
        base * power(gamma, step / stepSize)
    }
}

/// Follows ``StepDecay`` on an optimizer.
public final class StepLR: ScheduleFollower {
    public static let kind = "StepLR"
    public let follower: Follower

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(
        _ optimizer: any LearningRateControlled, stepSize: Int, gamma: Double = 0.1
    ) throws(ScheduleError) {
        follower = Follower(try StepDecay(stepSize: stepSize, gamma: gamma), optimizer)
    }
}
