/// A learning rate as a pure function of the step: nothing to save, resume or drift.
///
/// A step is whatever the user counts by calling `step()`: an epoch, or a batch.
public protocol Schedule: Sendable {
    /// The rate at `step` (from 0 on) of a group whose rate without a schedule is `base`.
    func rate(at step: Int, base: Double) -> Double
    /// The base of a group whose own rate is 0, for schedules that make rates of their own; nil for
    /// those that scale what is there, and leave 0 at 0, as those made of other schedules do.
    var ownBase: Double? { get }
}

extension Schedule {
    public var ownBase: Double? { nil }
}

/// A mistake in a schedule's options.
public struct ScheduleError: Error, Sendable, CustomStringConvertible {
    /// The schedule and its option.
    public let option: String
    /// What the option must be.
    public let expected: String
    /// What it was.
    public let got: String

    /// Reads `option: expected …; got ….`
    public var description: String { "\(option): expected \(expected); got \(got)." }
}

extension ScheduleError {
    /// Throws unless `condition` holds.
    static func require(
        _ condition: Bool, _ option: String, _ expected: String, _ got: Any
    ) throws(ScheduleError) {
        guard condition else {
            throw ScheduleError(option: option, expected: expected, got: "\(got)")
        }
    }

    /// Throws unless a number is finite and at least 0.
    static func requireNonNegative(_ value: Double, _ option: String) throws(ScheduleError) {
        try require(value.isFinite && value >= 0, option, "a finite number of at least 0", value)
    }

    /// Throws unless a count is at least 1.
    static func requirePositive(_ value: Int, _ option: String) throws(ScheduleError) {
        try require(value > 0, option, "at least 1", value)
    }
}
