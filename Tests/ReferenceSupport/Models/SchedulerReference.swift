import Foundation
import Serialization
import Schedulers
import TensorCore

/// How schedulers are made for the cases of their fixture, `StepLR step_size=30 + …`, and followed.
package enum SchedulerReference {
    /// Every scheduler, by its type's name.
    package static let all:
        [String: @Sendable (any LearningRateControlled, CaseOptions) throws -> any Scheduler] = [
            "CosineAnnealingLR": { target, options in
                try CosineAnnealingLR(
                    target, tMax: options.integer("T_max"), etaMin: options.number("eta_min", or: 0)
                )
            },
            "ExponentialLR": { target, options in
                try ExponentialLR(target, gamma: options.number("gamma"))
            },
            "StepLR": { target, options in
                try StepLR(
                    target, stepSize: options.integer("step_size"),
                    gamma: options.number("gamma", or: 0.1))
            },
        ]

    /// A scheduler that a text spells.
    package static func make(
        _ text: String, on target: any LearningRateControlled
    ) throws -> any Scheduler {
        var parts = text.split(separator: " ").map(String.init)
        guard let make = parts.isEmpty ? nil : all[parts.removeFirst()] else {
            throw ReferenceError("no way to make \(text): add it to SchedulerReference.all")
        }
        return try make(target, CaseOptions(text, parts))
    }

    /// The types that a case's name speaks of.
    package static func kinds(in name: String) -> [String] {
        name.components(separatedBy: " + ").compactMap {
            $0.split(separator: " ").first.map(String.init)
        }
    }

    /// The rates at steps 0 to `steps` of the schedulers that a name joins by `+`.
    package static func rates(_ name: String, base: Double, steps: Int) throws -> [Double] {
        let target = Rates(base)
        let schedulers = try name.components(separatedBy: " + ").map { try make($0, on: target) }
        return (0...steps).map { step in
            if step > 0 { for scheduler in schedulers { scheduler.step() } }
            return target.learningRates[0]
        }
    }

    /// The rates that PyTorch gave, by the case's name.
    package static func fixture() throws -> StateDictionary {
        try StateDictionary(
            contentsOf: Fixtures.root.appendingPathComponent("Schedulers/rates.npz").path)
    }

    /// Compares the rates of the cases in which `kind` is alone, or of those in which schedulers
    /// are joined when it is nil.
    ///
    /// Counted at the largest rate: PyTorch multiplies the last rate on where here each follows
    /// from its step alone.
    package static func check(_ kind: String?) throws -> Findings {
        var findings = Findings()
        let arrays = try fixture()
        guard let base = try arrays["base"]?.item() else { throw ReferenceError("no base rate") }
        for (name, theirs) in arrays where name != "base" && name != "provenance" {
            let kinds = kinds(in: name)
            guard kinds.count > 1 ? kind == nil : kinds.first == kind else { continue }
            findings.cases += 1
            do {
                let ours = try rates(name, base: base, steps: theirs.count - 1)
                findings.compare(
                    try Tensor(ours, shape: [ours.count]), theirs, in: .float64, .value, .largest,
                    name)
            } catch {
                findings.complain("\(name): \(error)")
            }
        }
        return findings
    }
}

/// Something with a learning rate, as an optimizer has.
private final class Rates: LearningRateControlled {
    let learningRates: LearningRates
    init(_ rate: Double) { learningRates = LearningRates([rate]) }
}
