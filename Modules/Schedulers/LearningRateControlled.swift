/// What a scheduler moves: the learning rates of an optimizer's parameter groups.
public protocol LearningRateControlled: AnyObject {
    /// The rates, one for each group. Assigning one by hand makes it the rate that schedules start
    /// from, scaled by where they stand.
    var learningRates: LearningRates { get }
}

/// The learning rates of a set of groups: for each a base, and what the schedules on it make of
/// it.
///
/// Schedules multiply: each contributes a factor that is a function of its own step alone, so any
/// number of them compose in any order, and nothing drifts.
public final class LearningRates {
    private var bases: [Double]
    private var factors: [[Double]] = []

    /// Rates that no schedule has changed.
    public init(_ rates: [Double]) { bases = rates }

    /// The number of groups.
    public var count: Int { bases.count }

    /// Adds a group with its rate before schedules.
    public func append(_ rate: Double) {
        bases.append(rate)
        for index in factors.indices { factors[index].append(1) }
    }

    /// The rate of a group. Assigning sets it now; schedules go on scaling it from where they are.
    public subscript(group: Int) -> Double {
        get { factors.reduce(bases[group]) { $0 * $1[group] } }
        set {
            // Where the factors' product is 0 or not finite no base gives the new rate; then
            // schedules start from it.
            let factor = factors.reduce(1) { $0 * $1[group] }
            let base = newValue / factor
            bases[group] = base.isFinite ? base : newValue
            if !base.isFinite || factor == 0 { for index in factors.indices { factors[index][group] = 1 } }
        }
    }

    /// The rate of a group before schedules.
    public func base(_ group: Int) -> Double { bases[group] }

    /// Makes room for a schedule's factors, all 1.
    func addSchedule() -> Int {
        factors.append([Double](repeating: 1, count: bases.count))
        return factors.count - 1
    }

    func setFactor(_ factor: Double, schedule: Int, group: Int) { factors[schedule][group] = factor }
}
