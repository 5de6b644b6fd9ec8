extension Difference {
    /// Where both give a result, but another.
    static let results: [Difference] = []
}
