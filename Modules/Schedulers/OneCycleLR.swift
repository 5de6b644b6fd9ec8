/// Up to the highest rate and far down again, once; the optimizer's own rate counts for nothing.
/// After `totalSteps` the rate stays (PyTorch throws).
///
/// Source: Smith and Topin 2018, "Super-convergence"; PyTorch 2.13,
/// `torch.optim.lr_scheduler.OneCycleLR`, without the cycle of momenta.
public struct OneCycle: Schedule, Hashable {
    /// The highest rate.
    public let maxLR: Double
    /// Steps in all.
    public let totalSteps: Int
    /// The share of the steps that goes up.
    public let pctStart: Double
    /// The way between rates.
    public let annealStrategy: AnnealStrategy
    /// The highest rate by the first.
    public let divFactor: Double
    /// The first rate by the last.
    public let finalDivFactor: Double
    /// Whether to go down to the first rate in as many steps as up, and then to the last.
    public let threePhase: Bool

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(
        maxLR: Double, totalSteps: Int, pctStart: Double = 0.3,
        annealStrategy: AnnealStrategy = .cosine, divFactor: Double = 25,
        finalDivFactor: Double = 1e4, threePhase: Bool = false
    ) throws(ScheduleError) {
        try ScheduleError.requireNonNegative(maxLR, "OneCycleLR maxLR")
        try ScheduleError.requirePositive(totalSteps, "OneCycleLR totalSteps")
        try ScheduleError.require(
            pctStart >= 0 && pctStart <= 1, "OneCycleLR pctStart", "a number from 0 to 1", pctStart)
        for (option, value) in [("divFactor", divFactor), ("finalDivFactor", finalDivFactor)] {
            try ScheduleError.require(
                value.isFinite && value > 0, "OneCycleLR \(option)", "a finite number above 0",
                value)
        }
        self.maxLR = maxLR
        self.totalSteps = totalSteps
        self.pctStart = pctStart
        self.annealStrategy = annealStrategy
        self.divFactor = divFactor
        self.finalDivFactor = finalDivFactor
        self.threePhase = threePhase
    }

    public var ownBase: Double? { maxLR / divFactor }

    public func rate(at step: Int, base: Double) -> Double {
        let first = maxLR / divFactor
        let rise = pctStart * Double(totalSteps) - 1
        var phases = [(end: rise, from: first, to: maxLR)]
        if threePhase { phases.append((2 * pctStart * Double(totalSteps) - 2, maxLR, first)) }
        phases.append(
            (Double(totalSteps - 1), threePhase ? first : maxLR, first / finalDivFactor))
        var start = 0.0
        for (index, phase) in phases.enumerated() {
            if Double(step) <= phase.end || index == phases.count - 1 {
                // A phase without steps is over when it begins.
                let length = phase.end - start
                let share = length > 0 ? (Double(step) - start) / length : 1
                return annealStrategy.between(phase.from, phase.to, share)
            }
            start = phase.end
        }
        return first
    }
}

/// Follows ``OneCycle`` on an optimizer.
public final class OneCycleLR: ScheduleFollower {
    public static let kind = "OneCycleLR"
    public let follower: Follower

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(
        _ optimizer: any LearningRateControlled, maxLR: Double, totalSteps: Int,
        pctStart: Double = 0.3, annealStrategy: AnnealStrategy = .cosine, divFactor: Double = 25,
        finalDivFactor: Double = 1e4, threePhase: Bool = false
    ) throws(ScheduleError) {
        follower = Follower(
            try OneCycle(
                maxLR: maxLR, totalSteps: totalSteps, pctStart: pctStart,
                annealStrategy: annealStrategy, divFactor: divFactor,
                finalDivFactor: finalDivFactor, threePhase: threePhase), optimizer)
    }
}
