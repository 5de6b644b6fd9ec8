/// What is made of the losses of a batch.
public enum Reduction: String, Sendable, Codable, CaseIterable {
    /// Each is kept.
    case none
    /// Their (weighted) mean.
    case mean
    /// Their sum.
    case sum
}
