/// Moves the learning rates of an optimizer step by step.
///
/// The rate depends on the number of steps alone, so a scheduler's whole state is that number.
/// Several schedulers on one optimizer multiply.
public protocol Scheduler: AnyObject {
    /// How many steps were taken.
    var stepCount: Int { get }
    /// The rates in force after the last step, one for each group.
    var lastLearningRates: [Double] { get }
    /// Goes one step on.
    func step()
    /// What a checkpoint keeps.
    var state: SchedulerState { get }
    /// Goes to where a checkpoint was made.
    ///
    /// - Throws: ``ScheduleError`` when the state is of another kind of scheduler or its step count
    ///   is none from 0 to 2³¹ − 1; nothing changes then.
    func load(_ state: SchedulerState) throws
}

/// A scheduler's state.
public struct SchedulerState: Sendable, Hashable, Codable {
    /// The kind of scheduler: `StepLR`.
    public var kind: String
    /// How many steps were taken.
    public var stepCount: Int
    /// What else the kind keeps, by name; rates that are functions of the step keep nothing.
    public var values: [String: Double]

    public init(kind: String, stepCount: Int, values: [String: Double] = [:]) {
        self.kind = kind
        self.stepCount = stepCount
        self.values = values
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        kind = try container.decode(String.self, forKey: .kind)
        stepCount = try container.decode(Int.self, forKey: .stepCount)
        values = try container.decodeIfPresent([String: Double].self, forKey: .values) ?? [:]
    }

    /// The counts that a state may have. The bound is far below that of `Int`, so that no further
    /// step overflows.
    static let counts = 0...Int(Int32.max)

    /// Throws unless the state is one of a kind of scheduler, with a count that can be.
    func check(_ kind: String) throws(ScheduleError) {
        try ScheduleError.require(
            self.kind == kind, "load", "the state of a \(kind)", "that of a \(self.kind)")
        try ScheduleError.require(
            Self.counts.contains(stepCount), "\(kind) stepCount",
            "a count from 0 to \(Self.counts.upperBound)", stepCount)
    }
}

/// A scheduler that follows a ``Schedule``; `StepLR` and the others are such.
public protocol ScheduleFollower: Scheduler {
    /// The name in states and errors.
    static var kind: String { get }
    /// What moves the rates.
    var follower: Follower { get }
}

/// Applies a schedule to an optimizer's rates.
public final class Follower {
    private let schedule: any Schedule
    private let target: any LearningRateControlled
    private let place: Int
    fileprivate private(set) var stepCount = 0

    /// Puts the schedule's first rate in force.
    public init(_ schedule: any Schedule, _ target: any LearningRateControlled) {
        self.schedule = schedule
        self.target = target
        place = target.learningRates.addSchedule()
        move(to: 0)
    }

    fileprivate func move(to step: Int) {
        stepCount = step
        let rates = target.learningRates
        for group in 0..<rates.count {
            if rates.base(group) == 0, let own = schedule.ownBase {
                rates.setBase(own, group: group)
            }
            // A rate of 0 stays 0, whatever the factor: that of the rate 1, since another schedule
            // may have a base of its own.
            let isZero = rates.base(group) == 0
            let base = isZero ? 1 : rates.base(group)
            let factor = schedule.rate(at: step, base: base) / base
            rates.setFactor(
                isZero && !factor.isFinite ? 1 : factor, schedule: place, group: group)
        }
    }

    fileprivate var rates: [Double] {
        (0..<target.learningRates.count).map { target.learningRates[$0] }
    }
}

extension ScheduleFollower {
    public var stepCount: Int { follower.stepCount }
    public var lastLearningRates: [Double] { follower.rates }
    public var state: SchedulerState { SchedulerState(kind: Self.kind, stepCount: stepCount) }
    public func step() { follower.move(to: stepCount + 1) }

    public func load(_ state: SchedulerState) throws {
        try state.check(Self.kind)
        follower.move(to: state.stepCount)
    }
}
