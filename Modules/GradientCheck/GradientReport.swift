public import Kernels

/// What a comparison of gradients with difference quotients found.
public struct GradientReport: Sendable {
    /// One entry of a Jacobian: the derivative of one element of an output by one of an input.
    public struct Entry: Sendable, Encodable {
        /// What the input is: `input 0`; `upstream 0` in second-order checks.
        public let input: String
        /// The element of the input, in C order; nil when all were moved at once.
        public let inputElement: Int?
        /// The output; in second-order checks, the gradient. Nil when all were added up.
        public let output: Int?
        /// The element of the output, in C order; nil when all were added up.
        public let outputElement: Int?
        /// The difference quotient.
        public let numeric: Double
        /// What the gradient rules gave.
        public let analytic: Double
        /// |numeric − analytic|.
        public let absolute: Double
        /// The difference in relation to the larger of both, or to a hundredth of the Jacobian's
        /// largest entry where both are smaller.
        public let relative: Double
    }

    /// A point where the slopes on both sides differ: there is no derivative to compare with.
    public struct Kink: Sendable, Encodable {
        /// What the input is: `input 0`.
        public let input: String
        /// The element of the input, in C order; nil when all were moved at once.
        public let inputElement: Int?
        /// The element's value; nil when all were moved at once.
        public let value: Double?
        /// The slope from the left.
        public let left: Double
        /// The slope to the right.
        public let right: Double
    }

    /// 1 for gradients, 2 for gradients of gradients.
    public let order: Int
    /// The type computed in.
    public let dtype: DType
    /// The entries compared.
    public internal(set) var entryCount = 0
    /// The entries out of tolerance.
    public internal(set) var mismatchCount = 0
    /// The entries out of tolerance, the worst first, no more than were asked for.
    public internal(set) var worst: [Entry] = []
    /// The largest relative difference of all entries.
    public internal(set) var worstRelativeError = 0.0
    /// Points without a derivative.
    public internal(set) var kinks: [Kink] = []
    /// What the differences have in common, such as a constant factor.
    public internal(set) var diagnoses: [String] = []
    /// What else is wrong: a gradient's shape or type, results that change from call to call.
    public internal(set) var problems: [String] = []
    /// The inputs whose gradients were compared.
    public internal(set) var inputCount = 0
    /// The inputs whose gradient could be wrong by 1 %, or 0, and would pass: there the function is
    /// flat, or nothing was compared.
    public internal(set) var insensitiveInputs: [String] = []
    var kinksFail = false

    init(order: Int, dtype: DType) {
        self.order = order
        self.dtype = dtype
    }

    /// Whether nothing is wrong.
    public var passed: Bool {
        mismatchCount == 0 && problems.isEmpty && (kinks.isEmpty || !kinksFail)
    }

    /// Each failure in a line.
    public var failures: [String] {
        var lines = problems
        if mismatchCount > 0 {
            lines.append("\(mismatchCount) of \(entryCount) derivatives of order \(order) differ")
            lines += diagnoses + worst.map(\.description)
        }
        if kinksFail { lines += kinks.map(\.description) }
        return lines
    }
}

extension GradientReport: CustomStringConvertible {
    public var description: String {
        if passed {
            let kinked = kinks.isEmpty ? "" : ", \(kinks.count) points without a derivative"
            return "\(entryCount) derivatives of order \(order) agree in \(dtype), worst relative "
                + "error \(worstRelativeError.short(2))\(kinked)"
        }
        return failures.joined(separator: "\n")
    }
}

extension GradientReport.Entry: CustomStringConvertible {
    public var description: String {
        place + ": numeric \(numeric), analytic \(analytic), absolute \(absolute.short(2)), "
            + "relative \(relative.short(2))"
    }

    private var place: String {
        guard let inputElement, let output, let outputElement else {
            return "\(input), all elements at once"
        }
        return "\(input), element \(inputElement) → output \(output), element \(outputElement)"
    }
}

extension GradientReport.Kink: CustomStringConvertible {
    public var description: String {
        place + ", slope \(left.short(4)) on the left and \(right.short(4)) on the right"
    }

    private var place: String {
        guard let inputElement, let value else {
            return "\(input), all elements at once: not differentiable"
        }
        return "\(input), element \(inputElement): not differentiable at \(value)"
    }
}

extension GradientReport: Encodable {
    private enum Key: String, CodingKey {
        case order, dtype, passed, entryCount, mismatchCount, worstRelativeError, worst, kinks
        case diagnoses, problems, insensitiveInputs
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(order, forKey: .order)
        try container.encode(dtype.name, forKey: .dtype)
        try container.encode(passed, forKey: .passed)
        try container.encode(entryCount, forKey: .entryCount)
        try container.encode(mismatchCount, forKey: .mismatchCount)
        try container.encode(worstRelativeError, forKey: .worstRelativeError)
        try container.encode(worst, forKey: .worst)
        try container.encode(kinks, forKey: .kinks)
        try container.encode(diagnoses, forKey: .diagnoses)
        try container.encode(problems, forKey: .problems)
        try container.encode(insensitiveInputs, forKey: .insensitiveInputs)
    }
}
