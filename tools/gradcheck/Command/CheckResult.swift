import GradientCheck

/// What one check found; an element of the command's JSON.
struct CheckResult: Codable, Sendable {
    /// `operation`, `layer`, `loss` or `kernel`.
    let kind: String
    /// The name of what was checked.
    let name: String
    /// The plugin of a kernel.
    var backend: String?
    /// 1 for gradients, 2 with gradients of gradients.
    var order: Int?
    /// The type computed in.
    var dtype: String?
    /// Whether nothing is wrong.
    var passed = false
    /// The largest relative difference between gradients and difference quotients.
    var worstRelativeError: Double?
    /// How many samples were probed, of a kernel the calls.
    var samples: Int?
    /// Gradients made wrong on purpose that were noticed.
    var mutationsCaught: Int?
    /// Gradients made wrong on purpose.
    var mutations: Int?
    /// The largest difference of a kernel from the portable loop, in units of the last place.
    var worstULPs: Double?
    /// Something to know that is no failure.
    var note: String?
    /// What is wrong, each in a line; absent when nothing is.
    var failures: [String]?

    init(kind: String, name: String) {
        self.kind = kind
        self.name = name
    }

    init(_ backend: String, _ kernel: KernelReport) {
        self.init(kind: "kernel", name: kernel.name)
        self.backend = backend
        dtype = kernel.dtype
        passed = kernel.passed
        samples = kernel.callCount
        worstULPs = kernel.isUnused ? nil : kernel.worstULPs
        if kernel.isUnused { note = "not checked: no operation of this program asks for it" }
        failures = kernel.failures.isEmpty ? nil : kernel.failures
    }
}
