import Foundation
public import Schedulers

/// Checks that a scheduler keeps its contract.
///
/// ```swift
/// @Test func passesTheSchedulerCheck() throws {
///     try checkScheduler("StepLR") { try StepLR($0, stepSize: 3) }
/// }
/// ```
/// - Rates are a function of the step alone: n steps, and a state of n steps loaded, give the same.
/// - Its state, also through JSON, is all that a checkpoint needs; one of another kind or with a
///   negative count throws and changes nothing.
/// - Several on one optimizer multiply, in whatever order they step.
/// - Groups keep their own base rates; rates stay finite and at least 0.
///
/// - Parameters:
///   - name: What the scheduler is called in reports.
///   - steps: How many steps to follow it.
///   - make: Makes a scheduler of whatever has learning rates, all else as in other calls.
/// - Throws: ``GradientCheckError`` listing all that is wrong.
@discardableResult
public func checkScheduler(
    _ name: String, steps: Int = 100,
    make: @escaping (any LearningRateControlled) throws -> any Scheduler
) throws -> ContractReport {
    var check = SchedulerCheck(name, max(steps, 3), make)
    check.run()
    return try check.findings.result()
}

/// Something with learning rates, as an optimizer has.
private final class Rates: LearningRateControlled {
    let learningRates: LearningRates
    init(_ rates: [Double] = [0.5, 2, 0]) { learningRates = LearningRates(rates) }
    var all: [Double] { (0..<learningRates.count).map { learningRates[$0] } }
}

/// The check of one scheduler.
private struct SchedulerCheck {
    let steps: Int
    let make: (any LearningRateControlled) throws -> any Scheduler
    var findings: ContractFindings

    init(
        _ name: String, _ steps: Int,
        _ make: @escaping (any LearningRateControlled) throws -> any Scheduler
    ) {
        self.steps = steps
        self.make = make
        findings = ContractFindings(kind: "scheduler", name: name)
    }

    mutating func run() {
        let parts: [(String, (inout SchedulerCheck) throws -> Void)] = [
            ("steps", { try $0.checkSteps() }), ("state", { try $0.checkState() }),
            ("wrong states", { try $0.checkWrongStates() }),
            ("composition", { try $0.checkComposition() }),
        ]
        findings.report.sampleCount = parts.count
        for (part, run) in parts {
            do { try run(&self) } catch { findings.fail(part, "threw \(error)") }
        }
    }

    mutating func checkSteps() throws {
        let target = Rates()
        let scheduler = try make(target)
        for step in 0...steps {
            if scheduler.stepCount != step {
                return findings.fail(
                    "steps", "after \(step) steps the count is \(scheduler.stepCount)")
            }
            if scheduler.lastLearningRates != target.all {
                return findings.fail(
                    "steps",
                    "after \(step) steps lastLearningRates are \(scheduler.lastLearningRates), but "
                        + "\(target.all) are in force")
            }
            if !target.all.allSatisfy({ $0.isFinite && $0 >= 0 }) {
                return findings.fail("steps", "after \(step) steps the rates are \(target.all)")
            }
            scheduler.step()
        }
    }

    /// n steps, and a state of n steps, give the same bits, whatever was before.
    mutating func checkState() throws {
        let (walker, jumper) = (Rates(), Rates())
        let (walking, jumping) = (try make(walker), try make(jumper))
        for _ in 0..<steps { jumping.step() }
        for step in 0...steps {
            let state = try JSONDecoder().decode(
                SchedulerState.self, from: JSONEncoder().encode(walking.state))
            try jumping.load(state)
            if walker.all != jumper.all || jumping.stepCount != step
                || jumping.state != walking.state
            {
                return findings.fail(
                    "state",
                    "\(step) steps give \(walker.all), but a state of \(step) steps \(jumper.all)")
            }
            walking.step()
            jumping.step()
            if walker.all != jumper.all {
                return findings.fail("state", "the step after a state of \(step) steps differs")
            }
        }
    }

    mutating func checkWrongStates() throws {
        let target = Rates()
        let scheduler = try make(target)
        for _ in 0..<3 { scheduler.step() }
        let (state, rates) = (scheduler.state, target.all)
        var other = state
        other.kind += "?"
        var negative = state
        negative.stepCount = -1
        for (what, wrong) in [("another kind's state", other), ("a negative count", negative)] {
            do {
                try scheduler.load(wrong)
                findings.fail("wrong states", "\(what) does not throw")
            } catch {}
            if scheduler.state != state || target.all != rates {
                findings.fail("wrong states", "\(what) changes the scheduler")
            }
        }
    }

    mutating func checkComposition() throws {
        let (alone, together) = (Rates(), Rates())
        let own = try make(alone)
        let halving = try ExponentialLR(together, gamma: 0.5)
        let joined = try make(together)
        for step in 1...min(steps, 20) {
            own.step()
            // In turns, so that the order shows.
            if step.isMultiple(of: 2) { halving.step() }
            joined.step()
            if !step.isMultiple(of: 2) { halving.step() }
            let factor = Double(sign: .plus, exponent: -step, significand: 1)
            for (group, rate) in alone.all.enumerated() {
                let expected = rate * factor
                // Three products in another order.
                guard (together.all[group] - expected).magnitude <= 4 * expected.ulp else {
                    return findings.fail(
                        "composition",
                        "beside one that halves, step \(step) gives \(together.all[group]) for group "
                            + "\(group), not \(expected)")
                }
            }
        }
    }
}
