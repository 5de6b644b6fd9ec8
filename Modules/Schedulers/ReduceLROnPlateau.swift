/// Multiplies the rate by a factor when a metric has not improved for some steps.
///
/// ```swift
/// func schedule(_ optimizer: any LearningRateControlled, _ losses: [Double]) throws {
///     let scheduler = try ReduceLROnPlateau(optimizer, patience: 5)
///     for loss in losses { scheduler.step(metric: loss) }
/// }
/// ```
/// `step()` without a metric counts a step and changes nothing else. Its state holds all that it
/// has seen.
///
/// Source: PyTorch 2.13, `torch.optim.lr_scheduler.ReduceLROnPlateau`.
public final class ReduceLROnPlateau: Scheduler {
    /// Which way a metric improves.
    public enum Mode: String, Sendable, Codable {
        case min, max

        /// What every metric is at least as good as.
        fileprivate var worst: Double { self == .min ? .infinity : -.infinity }
    }
    /// Whether the threshold is a share of the best metric or a difference.
    public enum ThresholdMode: String, Sendable, Codable {
        case relative = "rel"
        case absolute = "abs"
    }

    /// The name in states and errors.
    public static let kind = "ReduceLROnPlateau"
    /// Which way the metric improves.
    public let mode: Mode
    /// What the rate is multiplied by.
    public let factor: Double
    /// Steps without improvement that are waited for.
    public let patience: Int
    /// What an improvement must be larger than.
    public let threshold: Double
    /// What the threshold is.
    public let thresholdMode: ThresholdMode
    /// Steps after a reduction in which none counts as bad.
    public let cooldown: Int
    /// The lowest rate.
    public let minLR: Double
    /// The least change of a rate that is made.
    public let eps: Double

    private let target: any LearningRateControlled
    private let place: Int
    public private(set) var stepCount = 0
    /// The best metric so far.
    public private(set) var best: Double
    private var badCount = 0
    private var cooldownLeft = 0
    private var factors: [Double]

    /// - Throws: ``ScheduleError`` when an option is out of range.
    public init(
        _ optimizer: any LearningRateControlled, mode: Mode = .min, factor: Double = 0.1,
        patience: Int = 10, threshold: Double = 1e-4, thresholdMode: ThresholdMode = .relative,
        cooldown: Int = 0, minLR: Double = 0, eps: Double = 1e-8
    ) throws(ScheduleError) {
        let name = Self.kind
        try ScheduleError.require(
            factor >= 0 && factor < 1, "\(name) factor", "a number of [0, 1)", factor)
        try ScheduleError.require(patience >= 0, "\(name) patience", "at least 0", patience)
        try ScheduleError.require(cooldown >= 0, "\(name) cooldown", "at least 0", cooldown)
        try ScheduleError.requireNonNegative(threshold, "\(name) threshold")
        try ScheduleError.requireNonNegative(minLR, "\(name) minLR")
        try ScheduleError.requireNonNegative(eps, "\(name) eps")
        (self.mode, self.factor, self.patience) = (mode, factor, patience)
        (self.threshold, self.thresholdMode) = (threshold, thresholdMode)
        (self.cooldown, self.minLR, self.eps) = (cooldown, minLR, eps)
        target = optimizer
        place = optimizer.learningRates.addSchedule()
        factors = [Double](repeating: 1, count: optimizer.learningRates.count)
        best = mode.worst
    }

    public var lastLearningRates: [Double] {
        (0..<target.learningRates.count).map { target.learningRates[$0] }
    }

    public func step() { stepCount += 1 }

    /// Goes one step on, with what was measured; NaN is no improvement.
    public func step(metric: Double) {
        step()
        if isBetter(metric) {
            (best, badCount) = (metric, 0)
        } else {
            badCount += 1
        }
        if cooldownLeft > 0 {
            cooldownLeft -= 1
            badCount = 0
        }
        guard badCount > patience else { return }
        reduce()
        (cooldownLeft, badCount) = (cooldown, 0)
    }

    private func isBetter(_ metric: Double) -> Bool {
        switch (mode, thresholdMode) {
        case (.min, .relative): metric < best * (1 - threshold)
        case (.min, .absolute): metric < best - threshold
        case (.max, .relative): metric > best * (1 + threshold)
        case (.max, .absolute): metric > best + threshold
        }
    }

    private func reduce() {
        let rates = target.learningRates
        for group in factors.indices {
            let old = rates[group]
            let new = Swift.max(old * factor, minLR)
            guard old - new > eps else { continue }
            factors[group] *= new / old
            rates.setFactor(factors[group], schedule: place, group: group)
        }
    }

    public var state: SchedulerState {
        var values = ["bad_count": Double(badCount), "cooldown_left": Double(cooldownLeft)]
        // JSON has no infinity: without either nothing has been seen.
        if best.isFinite {
            values["best"] = best
        } else if best != mode.worst {
            values["best_is_extreme"] = 1
        }
        for (group, factor) in factors.enumerated() { values["factor.\(group)"] = factor }
        return SchedulerState(kind: Self.kind, stepCount: stepCount, values: values)
    }

    public func load(_ state: SchedulerState) throws {
        try state.check(Self.kind)
        func count(_ name: String) throws(ScheduleError) -> Int {
            let value = state.values[name] ?? -1
            guard let count = Int(exactly: value), SchedulerState.counts.contains(count) else {
                throw ScheduleError(
                    option: "\(Self.kind) \(name)", expected: "a count", got: "\(value)")
            }
            return count
        }
        let (bad, left) = (try count("bad_count"), try count("cooldown_left"))
        var new: [Double] = []
        for group in factors.indices {
            let factor = state.values["factor.\(group)"] ?? .nan
            try ScheduleError.requireNonNegative(factor, "\(Self.kind) factor.\(group)")
            new.append(factor)
        }
        let extreme = state.values["best_is_extreme"] ?? 0
        try ScheduleError.require(
            extreme == 0 || extreme == 1, "\(Self.kind) best_is_extreme", "0 or 1", extreme)
        (stepCount, badCount, cooldownLeft) = (state.stepCount, bad, left)
        best = extreme == 1 ? -mode.worst : state.values["best"] ?? mode.worst
        factors = new
        for (group, factor) in new.enumerated() {
            target.learningRates.setFactor(factor, schedule: place, group: group)
        }
    }
}
