/// Half a cosine from the base rate down to η_min, begun anew after T₀ steps, and then after
/// periods that are each `tMult` times as long.
///
/// An optimizer's rate of 0 stays 0; PyTorch takes it to η_min.
///
/// Source: Loshchilov and Hutter 2017, "SGDR", equation 5.
public struct CosineRestarts: Schedule, Hashable {
    /// T₀, steps of the first period.
    public let t0: Int
    /// What each period is longer by than the last.
    public let tMult: Int
    /// The lowest rate.
    public let etaMin: Double

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(t0: Int, tMult: Int = 1, etaMin: Double = 0) throws(ScheduleError) {
        try ScheduleError.requirePositive(t0, "CosineAnnealingWarmRestarts t0")
        try ScheduleError.requirePositive(tMult, "CosineAnnealingWarmRestarts tMult")
        try ScheduleError.requireNonNegative(etaMin, "CosineAnnealingWarmRestarts etaMin")
        self.t0 = t0
        self.tMult = tMult
        self.etaMin = etaMin
    }

    public func rate(at step: Int, base: Double) -> Double {
        let (place, period) = period(of: step)
        return etaMin + (base - etaMin) * (1 + cosine(place, over: period)) / 2
    }

    /// The step's place in its period, and how long that is.
    private func period(of step: Int) -> (place: Int, length: Int) {
        if tMult == 1 { return (step % t0, t0) }
        var (place, length) = (step, t0)
        while place >= length {
            place -= length
            let (longer, overflow) = length.multipliedReportingOverflow(by: tMult)
            length = overflow ? .max : longer
        }
        return (place, length)
    }
}

/// Follows ``CosineRestarts`` on an optimizer.
public final class CosineAnnealingWarmRestarts: ScheduleFollower {
    public static let kind = "CosineAnnealingWarmRestarts"
    public let follower: Follower

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(
        _ optimizer: any LearningRateControlled, t0: Int, tMult: Int = 1, etaMin: Double = 0
    ) throws(ScheduleError) {
        follower = Follower(try CosineRestarts(t0: t0, tMult: tMult, etaMin: etaMin), optimizer)
    }
}
