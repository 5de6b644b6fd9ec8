/// How the cycles of ``CyclicSchedule`` shrink.
public enum CyclicMode: String, Sendable, Hashable, Codable, CaseIterable {
    /// They do not.
    case triangular
    /// Each is half as high as the last.
    case triangular2
    /// By γ with every step.
    case expRange = "exp_range"
}

/// Up and down between two rates, over and over; the optimizer's own rate counts for nothing.
///
/// Source: Smith 2017, "Cyclical learning rates", section 3; PyTorch 2.13,
/// `torch.optim.lr_scheduler.CyclicLR`, without the cycle of momenta.
public struct CyclicSchedule: Schedule, Hashable {
    /// The lowest rate.
    public let baseLR: Double
    /// The highest rate, before it shrinks.
    public let maxLR: Double
    /// Steps up.
    public let stepSizeUp: Int
    /// Steps down, nil for as many.
    public let stepSizeDown: Int?
    /// How cycles shrink.
    public let mode: CyclicMode
    /// γ of `.expRange`.
    public let gamma: Double

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(
        baseLR: Double, maxLR: Double, stepSizeUp: Int = 2000, stepSizeDown: Int? = nil,
        mode: CyclicMode = .triangular, gamma: Double = 1
    ) throws(ScheduleError) {
        try ScheduleError.requireNonNegative(baseLR, "CyclicLR baseLR")
        try ScheduleError.requireNonNegative(maxLR, "CyclicLR maxLR")
        try ScheduleError.requirePositive(stepSizeUp, "CyclicLR stepSizeUp")
        try ScheduleError.requirePositive(stepSizeDown ?? 1, "CyclicLR stepSizeDown")
        try ScheduleError.require(
            !stepSizeUp.addingReportingOverflow(stepSizeDown ?? stepSizeUp).overflow,
            "CyclicLR stepSizeUp", "a cycle of at most \(Int.max) steps", stepSizeUp)
        try ScheduleError.requireNonNegative(gamma, "CyclicLR gamma")
        self.baseLR = baseLR
        self.maxLR = maxLR
        self.stepSizeUp = stepSizeUp
        self.stepSizeDown = stepSizeDown
        self.mode = mode
        self.gamma = gamma
    }

    public var ownBase: Double? { baseLR > 0 ? baseLR : maxLR }

    public func rate(at step: Int, base: Double) -> Double {
        let down = stepSizeDown ?? stepSizeUp
        let length = stepSizeUp + down
        let (cycle, place) = step.quotientAndRemainder(dividingBy: length)
        let height =
            place <= stepSizeUp
            ? Double(place) / Double(stepSizeUp) : Double(length - place) / Double(down)
        let scale =
            switch mode {
            case .triangular: 1.0
            case .triangular2: power(0.5, cycle)
            case .expRange: power(gamma, step)
            }
        return baseLR + (maxLR - baseLR) * height * scale
    }
}

/// Follows ``CyclicSchedule`` on an optimizer.
public final class CyclicLR: ScheduleFollower {
    public static let kind = "CyclicLR"
    public let follower: Follower

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(
        _ optimizer: any LearningRateControlled, baseLR: Double, maxLR: Double,
        stepSizeUp: Int = 2000, stepSizeDown: Int? = nil, mode: CyclicMode = .triangular,
        gamma: Double = 1
    ) throws(ScheduleError) {
        follower = Follower(
            try CyclicSchedule(
                baseLR: baseLR, maxLR: maxLR, stepSizeUp: stepSizeUp, stepSizeDown: stepSizeDown,
                mode: mode, gamma: gamma), optimizer)
    }
}
