/// One schedule after another: from each milestone on the next, which begins at its own step 0.
///
/// Source: PyTorch 2.13, `torch.optim.lr_scheduler.SequentialLR`.
public struct SequentialSchedule: Schedule {
    /// The schedules.
    public let schedules: [any Schedule]
    /// Steps at which the second and further ones begin.
    public let milestones: [Int]

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(schedules: [any Schedule], milestones: [Int]) throws(ScheduleError) {
        try ScheduleError.require(
            !schedules.isEmpty && milestones.count == schedules.count - 1,
            "SequentialLR milestones",
            "one less than schedules", "\(milestones.count) for \(schedules.count)")
        try ScheduleError.require(
            zip([0] + milestones, milestones).allSatisfy { $0 <= $1 }, "SequentialLR milestones",
            "steps that grow", milestones)
        self.schedules = schedules
        self.milestones = milestones
    }

    public func rate(at step: Int, base: Double) -> Double {
        let index = milestones.count { $0 <= step }
        return schedules[index].rate(
            at: index == 0 ? step : step - milestones[index - 1], base: base)
    }
}

/// Follows ``SequentialSchedule`` on an optimizer.
public final class SequentialLR: ScheduleFollower {
    public static let kind = "SequentialLR"
    public let follower: Follower

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(
        _ optimizer: any LearningRateControlled, schedules: [any Schedule], milestones: [Int]
    ) throws(ScheduleError) {
        follower = Follower(
            try SequentialSchedule(schedules: schedules, milestones: milestones), optimizer)
    }
}
