/// What the check of one kernel found.
public struct KernelReport: Sendable, Codable {
    /// The kernel's key in the table.
    public let name: String
    /// The type of the elements, `float32`.
    public let dtype: String
    /// What kernels of its type do.
    public internal(set) var kind = "unknown"
    /// How far results may lie from the portable loop's, and why.
    public internal(set) var bound: KernelBound?
    /// Calls made.
    public internal(set) var callCount = 0
    /// Elements compared.
    public internal(set) var elementCount = 0
    /// The largest difference, in units of the last place.
    public internal(set) var worstULPs = 0.0
    /// The largest difference in relation to what is allowed there; at most 1 is right.
    public internal(set) var worstShare = 0.0
    /// Where that was.
    public internal(set) var worstPlace = ""
    /// Whether no operation of the program asks for a kernel of this name.
    public internal(set) var isUnused = false
    /// What is wrong, each in a line.
    public internal(set) var failures: [String] = []

    /// Whether nothing is wrong.
    public var passed: Bool { failures.isEmpty }

    init(_ kernel: BackendKernel) {
        name = kernel.name
        dtype = kernel.dtype.name
    }

    /// Failures listed of a kernel; of one that is all wrong the first ones say enough.
    private static let mostFailures = 12

    mutating func fail(_ what: String) {
        if failures.count < Self.mostFailures, !failures.contains(what) { failures.append(what) }
    }
}

extension KernelReport: CustomStringConvertible {
    public var description: String {
        "\(name) \(dtype): \(callCount) calls, worst difference \(worstULPs.short(3)) ulp"
            + (passed ? "" : "\n" + failures.map { "  - \($0)" }.joined(separator: "\n"))
    }
}
