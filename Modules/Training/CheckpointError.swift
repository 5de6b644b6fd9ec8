/// A checkpoint that does not fit the run which was to go on from it. It reads `checkpoint
/// "run.npz": expected the state of this run; got <part>: <why>; …. Nothing was changed.`
public struct CheckpointError: Error, Sendable, CustomStringConvertible {
    /// The file, nil when contents were loaded that are from none.
    public let path: String?
    /// The parts that do not fit, and why: `optimizers.0: loadStateDict: expected …`.
    public let problems: [String]
    /// Whether the run is what it was before. It always is with the parts of this library; a
    /// scheduler or an optimizer of another origin could refuse its own state.
    public let isRestored: Bool

    public var description: String {
        "checkpoint\(path.map { " \($0.debugDescription)" } ?? ""): expected the state of this run; "
            + "got \(problems.joined(separator: "; "))"
            + (isRestored ? ". Nothing was changed." : ". A part could not be put back.")
    }
}
