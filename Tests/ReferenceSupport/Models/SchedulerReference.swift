import Foundation
import Serialization
import Schedulers
import TensorCore

/// How schedulers are made for the cases of their fixture, `StepLR step_size=30 + …`, and followed.
package enum SchedulerReference {
    /// Every scheduler, by its type's name.
    package static let all:
        [String: @Sendable (any LearningRateControlled, CaseOptions) throws -> any Scheduler] = [
            "ChainedScheduler": { target, _ in
                try ChainedScheduler(
                    target,
                    schedules: [
                        ConstantFactor(factor: 0.25, totalIters: 30), ExponentialDecay(gamma: 0.97),
                    ])
            },
            "ConstantLR": { target, options in
                try ConstantLR(
                    target, factor: options.number("factor", or: 1.0 / 3),
                    totalIters: options.integer("total_iters", or: 5))
            },
            "CosineAnnealingWarmRestarts": { target, options in
                try CosineAnnealingWarmRestarts(
                    target, t0: options.integer("T_0"), tMult: options.integer("T_mult", or: 1),
                    etaMin: options.number("eta_min", or: 0))
            },
            "CyclicLR": { target, options in
                try CyclicLR(
                    target, baseLR: options.number("base_lr"), maxLR: options.number("max_lr"),
                    stepSizeUp: options.integer("step_size_up"),
                    stepSizeDown: options.has("step_size_down")
                        ? options.integer("step_size_down") : nil,
                    mode: CyclicMode(rawValue: options.text("mode") ?? "triangular") ?? .triangular,
                    gamma: options.number("gamma", or: 1))
            },
            "LambdaLR": { target, options in
                let rate = try options.number("rate")
                return LambdaLR(target) { Double.pow(rate, $0) }
            },
            "LinearLR": { target, options in
                try LinearLR(
                    target, startFactor: options.number("start_factor", or: 1.0 / 3),
                    endFactor: options.number("end_factor", or: 1),
                    totalIters: options.integer("total_iters", or: 5))
            },
            "LinearWarmupLR": { target, options in
                try LinearWarmupLR(
                    target, steps: options.integer("steps"),
                    startFactor: options.number("start_factor"),
                    schedule: CosineAnnealing(tMax: 180))
            },
            "NoamLR": { target, options in
                try NoamLR(
                    target, modelSize: options.integer("model_size"),
                    warmupSteps: options.integer("warmup_steps"))
            },
            "MultiStepLR": { target, options in
                try MultiStepLR(
                    target, milestones: options.integers("milestones"),
                    gamma: options.number("gamma", or: 0.1))
            },
            "MultiplicativeLR": { target, options in
                let rate = try options.number("rate")
                return MultiplicativeLR(target) { _ in rate }
            },
            "OneCycleLR": { target, options in
                try OneCycleLR(
                    target, maxLR: options.number("max_lr"),
                    totalSteps: options.integer("total_steps"),
                    pctStart: options.number("pct_start", or: 0.3),
                    annealStrategy: options.annealing,
                    divFactor: options.number("div_factor", or: 25),
                    finalDivFactor: options.number("final_div_factor", or: 1e4),
                    threePhase: options.flag("three_phase", or: false))
            },
            "PolynomialLR": { target, options in
                try PolynomialLR(
                    target, totalIters: options.integer("total_iters", or: 5),
                    power: options.number("power", or: 1))
            },
            "ReduceLROnPlateau": { target, options in
                try ReduceLROnPlateau(
                    target, mode: options.text("mode") == "max" ? .max : .min,
                    factor: options.number("factor", or: 0.1),
                    patience: options.integer("patience", or: 10),
                    threshold: options.number("threshold", or: 1e-4),
                    thresholdMode: options.text("threshold_mode") == "abs" ? .absolute : .relative,
                    cooldown: options.integer("cooldown", or: 0),
                    minLR: options.number("min_lr", or: 0))
            },
            "SWALR": { target, options in
                try SWALR(
                    target, swaLR: options.number("swa_lr"),
                    annealEpochs: options.integer("anneal_epochs"), strategy: options.annealing)
            },
            "SequentialLR": { target, options in
                try SequentialLR(
                    target,
                    schedules: [
                        LinearFactor(startFactor: 0.1, totalIters: 20), CosineAnnealing(tMax: 70),
                        ExponentialDecay(gamma: 0.95),
                    ], milestones: options.integers("milestones"))
            },
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
            for scheduler in step > 0 ? schedulers : [] {
                if let plateau = scheduler as? ReduceLROnPlateau {
                    plateau.step(metric: metric(step - 1))
                } else {
                    scheduler.step()
                }
            }
            return target.learningRates[0]
        }
    }

    /// What a plateau is looked for in, as in the fixture's script.
    private static func metric(_ step: Int) -> Double {
        switch step / 9 {
        case 0: Double(10 - step)
        case 1: 3
        case 2: 3 + 0.01 * Double(step)
        default: 0.25 * Double(step % 11)
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

extension CaseOptions {
    fileprivate var annealing: AnnealStrategy {
        text("anneal_strategy") == "linear" ? .linear : .cosine
    }
}

/// Something with a learning rate, as an optimizer has.
private final class Rates: LearningRateControlled {
    let learningRates: LearningRates
    init(_ rate: Double) { learningRates = LearningRates([rate]) }
}
