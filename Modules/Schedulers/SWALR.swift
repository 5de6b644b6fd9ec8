/// From the base rate to the rate of stochastic weight averaging, where it stays.
///
/// An optimizer's rate of 0 stays 0; PyTorch takes it to that of averaging.
///
/// Source: Izmailov et al. 2018; PyTorch 2.13, `torch.optim.swa_utils.SWALR`.
public struct SWAAnnealing: Schedule, Hashable {
    /// The rate at the end.
    public let swaLR: Double
    /// Steps from one to the other; with 0, the end at once.
    public let annealEpochs: Int
    /// The way between.
    public let strategy: AnnealStrategy

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(swaLR: Double, annealEpochs: Int = 10, strategy: AnnealStrategy = .cosine)
        throws(ScheduleError)
    {
        try ScheduleError.requireNonNegative(swaLR, "SWALR swaLR")
        try ScheduleError.require(
            annealEpochs >= 0, "SWALR annealEpochs", "at least 0", annealEpochs)
        self.swaLR = swaLR
        self.annealEpochs = annealEpochs
        self.strategy = strategy
    }

    public func rate(at step: Int, base: Double) -> Double {
        let share = annealEpochs == 0 ? 1 : Double(min(step, annealEpochs)) / Double(annealEpochs)
        return strategy.between(base, swaLR, share)
    }
}

/// Follows ``SWAAnnealing`` on an optimizer.
public final class SWALR: ScheduleFollower {
    public static let kind = "SWALR"
    public let follower: Follower

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(
        _ optimizer: any LearningRateControlled, swaLR: Double, annealEpochs: Int = 10,
        strategy: AnnealStrategy = .cosine
    ) throws(ScheduleError) {
        follower = Follower(
            try SWAAnnealing(swaLR: swaLR, annealEpochs: annealEpochs, strategy: strategy),
            optimizer)
    }
}
