/// What became of the gradients of a model's parameters; see ``Module/auditGradients(of:)``.
public struct GradientAudit: Sendable, Hashable, CustomStringConvertible {
    /// A parameter with a gradient that it cannot learn from.
    public struct Entry: Sendable, Hashable, CustomStringConvertible {
        /// The parameter's name: `0.weight`.
        public let parameter: String
        /// What is the matter.
        public let finding: Finding

        public var description: String { "\(parameter): \(finding)" }
    }

    /// What is the matter with a gradient.
    public enum Finding: Sendable, Hashable, CustomStringConvertible {
        /// There is none.
        case absent(Cause)
        /// All of its elements are 0.
        case zero
        /// Some element is NaN or an infinity: the first one, and its index.
        case notFinite(String, at: [Int])

        public var description: String {
            switch self {
            case .absent(let cause): "no gradient: \(cause)"
            case .zero: "the gradient is zero everywhere"
            case .notFinite(let value, let index): "the gradient is \(value) at \(index)"
            }
        }
    }

    /// Why there is no gradient.
    public enum Cause: Sendable, Hashable, CustomStringConvertible {
        /// Not known: the audit did not see the forward pass.
        case unknown
        /// The rules of the operations on its path pass none on.
        case withheld
        /// No operation used the parameter.
        case neverUsed
        /// Nothing used what was computed from it; the last operation that was.
        case unused(after: GradientCall)
        /// Operations that do not pass gradients on, in the order of their calls.
        case cut([GradientCut])

        public var description: String {
            switch self {
            case .unknown: "auditGradients(of:) tells why"
            case .withheld: "the rules of the operations on its path pass none on"
            case .neverUsed: "no operation used the parameter"
            case .unused(let call): "the loss does not depend on the result of \(call)"
            case .cut(let cuts):
                "cut by \(cuts.map(\.description).joined(separator: "; and by "))"
            }
        }
    }

    /// The parameters with an absent, zero or not finite gradient, in the order of the model.
    public let entries: [Entry]
    /// The parameters that are frozen (`requiresGrad` is false), of which none is expected.
    public let frozen: [String]
    /// How many parameters the model has, tied ones once.
    public let parameterCount: Int

    /// Whether each parameter that is not frozen has a gradient to learn from.
    public var isClean: Bool { entries.isEmpty }

    public var description: String {
        let trained = parameterCount - frozen.count
        var lines = [
            isClean
                ? "all \(trained) parameters have gradients"
                : "\(entries.count) of \(trained) parameters have no gradient to learn from:"
        ]
        lines += entries.map { "  \($0)" }
        if !frozen.isEmpty { lines.append("frozen: \(frozen.joined(separator: ", "))") }
        return lines.joined(separator: "\n")
    }
}
