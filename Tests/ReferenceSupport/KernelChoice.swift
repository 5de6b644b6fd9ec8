import Kernels
import OpenBLAS
import TensorCore
import VectorCPU

/// The kernels that comparisons with PyTorch run on: every one that this machine can run.
package enum KernelChoice: Sendable, CaseIterable {
    /// Those that a program has which links the default plugins.
    case registered
    /// The portable loops.
    case portable
    /// Those of VectorCPU for all machines of the architecture.
    case baseline
    /// Those for AVX2.
    case avx2

    /// The choices that this machine can run and that differ.
    package static var available: [KernelChoice] {
        [.registered, .portable]
            + [.baseline, .avx2].filter { $0.level.map { $0 < .best } ?? false }
    }

    private var level: VectorCPU.Level? {
        switch self {
        case .registered, .portable: nil
        case .baseline: .baseline
        case .avx2: .avx2
        }
    }

    /// Runs `body` on these kernels, on this thread.
    package func run<Result>(_ body: () throws -> Result) rethrows -> Result {
        if self == .registered { return try body() }
        var kernels: [KernelTable.Key: any Sendable] = [:]
        if let level {
            for entry in VectorCPU.kernels(for: level) {
                kernels[KernelTable.Key(entry.name, entry.dtype)] = entry.implementation
            }
        }
        return try KernelTable.withTable(KernelTable(kernels), body)
    }

    /// What a check finds on all available choices together.
    package static func all(_ check: () throws -> Findings) rethrows -> Findings {
        var findings = Findings()
        for (place, choice) in available.enumerated() {
            var found = try choice.run(check)
            // Cases count once.
            if place > 0 { (found.cases, found.refusals) = (0, 0) }
            findings.merge(found)
        }
        return findings
    }
}
