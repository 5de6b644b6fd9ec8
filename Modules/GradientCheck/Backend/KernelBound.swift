/// How far a kernel's results may lie from those of the portable loop.
///
/// An element may differ by `ulps` units in the last place of the larger of the result and the
/// call's own scale (such as the sum of the terms' sizes, for sums), and by what it changes when
/// each input moves by `inputUlps` of its own: where a function is steep, as eˣ at 700, the last
/// place of the input is worth many of the result's.
public struct KernelBound: Sendable, Codable, Hashable {
    /// Units in the last place of the result.
    public var ulps: Double
    /// Units in the last place of the inputs.
    public var inputUlps: Double
    /// Why so much.
    public var reason: String

    public init(ulps: Double, inputUlps: Double = 0, reason: String) {
        self.ulps = ulps
        self.inputUlps = inputUlps
        self.reason = reason
    }

    /// Every bit is determined.
    static func exact(_ reason: String) -> KernelBound { KernelBound(ulps: 0, reason: reason) }
}
