/// Whether a comparison would see a gradient that is wrong by 1 %, and one that is 0.
///
/// Where a function is flat, any rule passes; a check that says so is worth more than its pass.
struct Sensitivity {
    private var seesScale = false
    private var seesZero = false

    /// Adds a compared entry.
    ///
    /// - Parameter scale: The function's size, as the tolerance counts it.
    mutating func add(
        _ numeric: Double, _ analytic: Double, _ options: GradientCheckOptions, _ scale: Double
    ) {
        func isSeen(_ wrong: Double) -> Bool {
            let larger = max(numeric.magnitude, wrong.magnitude)
            let allowed = options.absolute * scale + options.relative * larger
            return !((numeric - wrong).magnitude <= allowed)
        }
        if !seesScale { seesScale = isSeen(analytic * 1.01) }
        if !seesZero { seesZero = isSeen(0) }
    }

    /// Whether both are seen somewhere.
    var seesAll: Bool { seesScale && seesZero }
}
