/// A derivative out of central differences whose steps are halved, with an estimate of its error.
///
/// A central difference with step h is f′ + c₂ h² + c₄ h⁴ + …. From one with h and one with 2h a sum
/// follows without the term of h², from two such sums one without that of h⁴, and so on: a table
/// with a row for each step. An entry errs by no more than about its difference from those that it
/// is made of, which rounding makes larger once the steps are too small.
///
/// Source: Ridders 1982, "Accurate computation of F′(x) and F′(x) F″(x)", by way of Press,
/// Teukolsky, Vetterling, Flannery 2007, "Numerical Recipes", section 5.7.
struct Extrapolation {
    /// How often a step is halved at most; then rounding is sixteen times what it was.
    static let mostHalvings = 4

    /// The entry with the least error.
    private(set) var value: Double
    /// The estimate of its error.
    private(set) var error: Double
    /// The table's last row.
    private var row: [Double]

    /// The table of two central differences, the second with half of the first one's step.
    init(_ wide: Double, _ near: Double) {
        row = [wide]
        (value, error) = (near, .infinity)
        halve(near)
    }

    /// Adds a central difference with half of the last one's step.
    mutating func halve(_ central: Double) {
        var next = [central]
        var power = 1.0
        for (column, left) in row.enumerated() {
            power *= 4
            let entry = (power * next[column] - left) / (power - 1)
            let distance = max((entry - next[column]).magnitude, (entry - left).magnitude)
            next.append(entry)
            // Written so that the first entry counts even where it is NaN.
            if !(distance >= error) { (value, error) = (entry, distance) }
        }
        row = next
    }

    /// Whether the error is at most what is allowed between this and a gradient. As the estimate is
    /// rather that of the entries before, it is far less then.
    ///
    /// - Parameter scale: The function's size, as the tolerance counts it.
    func isPrecise(_ options: GradientCheckOptions, _ scale: Double) -> Bool {
        !(error > options.absolute * scale + options.relative * value.magnitude)
    }
}
