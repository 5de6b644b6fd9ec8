/// What the check of a backend found, kernel by kernel.
public struct BackendReport: Sendable, Codable {
    /// The backend: a plugin's name.
    public let name: String
    /// Its kernels.
    public let kernels: [KernelReport]

    /// Whether nothing is wrong.
    public var passed: Bool { kernels.allSatisfy(\.passed) }

    /// Each failure in a line.
    public var failures: [String] {
        kernels.flatMap { kernel in
            kernel.failures.map { "\(kernel.name) \(kernel.dtype): \($0)" }
        }
    }
}

extension BackendReport: CustomStringConvertible {
    /// A table, and below it what is wrong.
    public var description: String {
        let head = ["kernel", "dtype", "kind", "calls", "worst ulp", "of allowed"]
        let rows = kernels.map { kernel in
            [
                kernel.name, kernel.dtype, kernel.kind, "\(kernel.callCount)",
                kernel.worstULPs.short(3), "\((kernel.worstShare * 100).short(2)) %",
            ]
        }
        return (["backend \(name)"] + ColumnText.lines(head, rows, leftColumns: 3) + failures)
            .joined(separator: "\n")
    }
}
