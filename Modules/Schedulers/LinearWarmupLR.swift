/// An even rise to the base rate in `steps` steps, and then another schedule from its step 0 on;
/// without one, the base rate.
///
/// Source: Goyal et al. 2017, "Accurate, large minibatch SGD", section 2.2.
public struct LinearWarmup: Schedule {
    /// Steps of the rise.
    public let steps: Int
    /// What the base rate is multiplied by at step 0.
    public let startFactor: Double
    /// What follows.
    public let schedule: (any Schedule)?

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(steps: Int, startFactor: Double = 0, schedule: (any Schedule)? = nil)
        throws(ScheduleError)
    {
        try ScheduleError.requirePositive(steps, "LinearWarmupLR steps")
        try ScheduleError.requireNonNegative(startFactor, "LinearWarmupLR startFactor")
        self.steps = steps
        self.startFactor = startFactor
        self.schedule = schedule
    }

    public func rate(at step: Int, base: Double) -> Double {
        if step < steps {
            return base * (startFactor + (1 - startFactor) * Double(step) / Double(steps))
        }
        return schedule?.rate(at: step - steps, base: base) ?? base
    }
}

/// Follows ``LinearWarmup`` on an optimizer.
public final class LinearWarmupLR: ScheduleFollower {
    public static let kind = "LinearWarmupLR"
    public let follower: Follower

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(
        _ optimizer: any LearningRateControlled, steps: Int, startFactor: Double = 0,
        schedule: (any Schedule)? = nil
    ) throws(ScheduleError) {
        follower = Follower(
            try LinearWarmup(steps: steps, startFactor: startFactor, schedule: schedule), optimizer)
    }
}
