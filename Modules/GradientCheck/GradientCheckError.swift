/// What a check found wrong, every failure in a line.
public struct GradientCheckError: Error, Sendable, CustomStringConvertible {
    /// What was checked: a function, or an operation's name.
    public let subject: String
    /// The failures.
    public let failures: [String]
    /// The comparison with difference quotients, when the check was of one function.
    public let report: GradientReport?

    package init(_ subject: String, _ failures: [String], report: GradientReport? = nil) {
        self.subject = subject
        self.failures = failures
        self.report = report
    }

    public var description: String {
        let count = failures.count == 1 ? "1 finding" : "\(failures.count) findings"
        return "\(subject): the check failed, \(count)\n"
            + failures.map { "  - \($0)" }.joined(separator: "\n")
    }
}
