/// The base rate times a factor for each step: base · f(1) · … · f(step).
///
/// Source: PyTorch 2.13, `torch.optim.lr_scheduler.MultiplicativeLR`.
///
/// - Complexity: O(step), since nothing is kept from step to step.
public struct MultiplicativeSchedule: Schedule {
    /// f.
    public let factor: @Sendable (Int) -> Double

    public init(factor: @escaping @Sendable (Int) -> Double) {
        self.factor = factor
    }

    public func rate(at step: Int, base: Double) -> Double {
        step < 1 ? base : (1...step).reduce(base) { $0 * factor($1) }
    }
}

/// Follows ``MultiplicativeSchedule`` on an optimizer.
public final class MultiplicativeLR: ScheduleFollower {
    public static let kind = "MultiplicativeLR"
    public let follower: Follower

    public init(
        _ optimizer: any LearningRateControlled, factor: @escaping @Sendable (Int) -> Double
    ) {
        follower = Follower(MultiplicativeSchedule(factor: factor), optimizer)
    }
}
