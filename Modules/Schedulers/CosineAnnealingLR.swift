/// Half a cosine from the base rate down to η_min in `tMax` steps, and back up in as many:
/// η_min + (base − η_min)(1 + cos(π step / tMax)) / 2.
///
/// An optimizer's rate of 0 stays 0; PyTorch takes it to η_min.
///
/// Source: Loshchilov and Hutter 2017, "SGDR", equation 5, without restarts.
public struct CosineAnnealing: Schedule, Hashable {
    /// Steps from the base rate to the lowest.
    public let tMax: Int
    /// The lowest rate.
    public let etaMin: Double

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(tMax: Int, etaMin: Double = 0) throws(ScheduleError) {
        try ScheduleError.requirePositive(tMax, "CosineAnnealingLR tMax")
        try ScheduleError.requireNonNegative(etaMin, "CosineAnnealingLR etaMin")
        self.tMax = tMax
        self.etaMin = etaMin
    }

    public func rate(at step: Int, base: Double) -> Double {
        etaMin + (base - etaMin) * (1 + cosine(step, over: tMax)) / 2
    }
}

/// Follows ``CosineAnnealing`` on an optimizer.
public final class CosineAnnealingLR: ScheduleFollower {
    public static let kind = "CosineAnnealingLR"
    public let follower: Follower

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(
        _ optimizer: any LearningRateControlled, tMax: Int, etaMin: Double = 0
    ) throws(ScheduleError) {
        follower = Follower(try CosineAnnealing(tMax: tMax, etaMin: etaMin), optimizer)
    }
}
