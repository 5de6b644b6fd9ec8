/// How a rate goes from one to another.
public enum AnnealStrategy: String, Sendable, Hashable, Codable, CaseIterable {
    /// Half a cosine.
    case cosine = "cos"
    /// A straight line.
    case linear

    /// The rate at a share of the way.
    func between(_ start: Double, _ end: Double, _ share: Double) -> Double {
        if share <= 0 { return start }
        if share >= 1 { return end }
        switch self {
        case .cosine: return end + (start - end) * (1 + halfCosine(share)) / 2
        case .linear: return start + (end - start) * share
        }
    }
}
