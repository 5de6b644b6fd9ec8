/// How a kink is told from curvature.
enum Kinks {
    /// Whether the gap between the slopes on both sides does not shrink as that of a smooth function
    /// when the step is quartered.
    static func isBent(_ gap: Double, _ nearGap: Double, noise: Double) -> Bool {
        guard nearGap.isFinite else { return true }
        guard gap > 32 * noise else { return false }
        return nearGap > gap / 2 || nearGap < gap / 8
    }
}
