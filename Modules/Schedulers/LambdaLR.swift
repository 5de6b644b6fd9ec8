/// The base rate times a function of the step: base · f(step).
///
/// Source: PyTorch 2.13, `torch.optim.lr_scheduler.LambdaLR`.
public struct LambdaSchedule: Schedule {
    /// f.
    public let factor: @Sendable (Int) -> Double

    public init(factor: @escaping @Sendable (Int) -> Double) {
        self.factor = factor
    }

    public func rate(at step: Int, base: Double) -> Double {
        base * factor(step)
    }
}

/// Follows ``LambdaSchedule`` on an optimizer.
public final class LambdaLR: ScheduleFollower {
    public static let kind = "LambdaLR"
    public let follower: Follower

    public init(
        _ optimizer: any LearningRateControlled, factor: @escaping @Sendable (Int) -> Double
    ) {
        follower = Follower(LambdaSchedule(factor: factor), optimizer)
    }
}
