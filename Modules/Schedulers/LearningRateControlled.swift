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
    /// The rate that was assigned or loaded, until a schedule moves: the product of base and
    /// factors may differ from it in the last place.
    private var given: [Double?]

    /// Rates that no schedule has changed.
    public init(_ rates: [Double]) {
        bases = rates
        given = rates.map { _ in nil }
    }

    /// The number of groups.
    public var count: Int { bases.count }

    /// Adds a group with its rate before schedules.
    public func append(_ rate: Double) {
        bases.append(rate)
        given.append(nil)
        for index in factors.indices { factors[index].append(1) }
    }

    /// The rate of a group. Assigning sets it now; schedules go on scaling it from where they are.
    public subscript(group: Int) -> Double {
        get { given[group] ?? factors.reduce(bases[group]) { $0 * $1[group] } }
        set {
            // Where the factors' product is 0 or not finite no base gives the new rate; then
            // schedules start from it.
            let factor = factors.reduce(1) { $0 * $1[group] }
            let base = newValue / factor
            bases[group] = base.isFinite ? base : newValue
            if !base.isFinite || factor == 0 {
                for index in factors.indices { factors[index][group] = 1 }
            }
            given[group] = newValue
        }
    }

    /// The rate of a group before schedules.
    public func base(_ group: Int) -> Double { bases[group] }

    /// Gives a group a base in place of 0; schedules scale it.
    func setBase(_ base: Double, group: Int) {
        bases[group] = base
        given[group] = nil
    }

    /// Takes the rate of a group as a checkpoint has it. The base is taken too, and not derived
    /// from the schedules in force, so that a scheduler's state may be loaded before or after.
    package func restore(_ rate: Double, base: Double, group: Int) {
        bases[group] = base
        given[group] = rate
    }

    /// Makes room for a schedule's factors, all 1.
    func addSchedule() -> Int {
        factors.append([Double](repeating: 1, count: bases.count))
        return factors.count - 1
    }

    func setFactor(_ factor: Double, schedule: Int, group: Int) {
        factors[schedule][group] = factor
        given[group] = nil
    }
}
