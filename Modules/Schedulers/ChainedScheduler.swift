/// Several schedules at once: the base rate times the factor of each.
///
/// Source: PyTorch 2.13, `torch.optim.lr_scheduler.ChainedScheduler`.
public struct ChainedSchedule: Schedule {
    /// The schedules.
    public let schedules: [any Schedule]

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(schedules: [any Schedule]) throws(ScheduleError) {
        try ScheduleError.require(
            !schedules.isEmpty, "ChainedScheduler schedules", "at least one", "none")
        self.schedules = schedules
    }

    public func rate(at step: Int, base: Double) -> Double {
        base == 0
            ? 0 : schedules.reduce(base) { $0 * ($1.rate(at: step, base: base) / base) }
    }
}

/// Follows ``ChainedSchedule`` on an optimizer.
public final class ChainedScheduler: ScheduleFollower {
    public static let kind = "ChainedScheduler"
    public let follower: Follower

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(
        _ optimizer: any LearningRateControlled, schedules: [any Schedule]
    ) throws(ScheduleError) {
        follower = Follower(try ChainedSchedule(schedules: schedules), optimizer)
    }
}
