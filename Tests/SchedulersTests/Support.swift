import Foundation
import Schedulers
import Serialization
import TensorCore
import TestSupport

/// Something with learning rates, as an optimizer has.
final class Rates: LearningRateControlled {
    let learningRates: LearningRates
    init(_ rates: Double...) { learningRates = LearningRates(rates) }
    var rate: Double { learningRates[0] }
}

/// The rates that PyTorch gave, by the case's name; made by tools/fixtures/schedulers.py.
func fixture() throws -> [String: [Double]] {
    var result: [String: [Double]] = [:]
    for (name, tensor) in try StateDictionary(contentsOf: fixturePath("Schedulers/rates.npz")) {
        result[name] = tensor.values
    }
    return result
}

/// The options that a case's name spells: `StepLR step_size=30 gamma=0.5`.
func options(_ text: some StringProtocol) -> [String: Double] {
    var result: [String: Double] = [:]
    for part in text.split(separator: " ") {
        let pair = part.split(separator: "=")
        if pair.count == 2 { result[String(pair[0])] = Double(pair[1]) }
    }
    return result
}

/// The scheduler that a case's name spells, on `target`.
func scheduler(
    _ text: some StringProtocol, on target: any LearningRateControlled
) throws -> any Scheduler {
    let values = options(text)
    if text.hasPrefix("StepLR") {
        return try StepLR(
            target, stepSize: Int(values["step_size"] ?? 0), gamma: values["gamma"] ?? 0.1)
    }
    if text.hasPrefix("ExponentialLR") {
        return try ExponentialLR(target, gamma: values["gamma"] ?? .nan)
    }
    return try CosineAnnealingLR(
        target, tMax: Int(values["T_max"] ?? 0), etaMin: values["eta_min"] ?? 0)
}

/// The rates at steps 0 to `steps` of schedulers joined by `+`.
func rates(_ name: String, base: Double, steps: Int) throws -> [Double] {
    let target = Rates(base)
    let parts = name.components(separatedBy: " + ")
    let schedulers = try parts.map { try scheduler($0, on: target) }
    var result = [target.rate]
    for _ in 0..<steps {
        for scheduler in schedulers { scheduler.step() }
        result.append(target.rate)
    }
    return result
}

/// The largest difference, as a part of `scale`.
func worst(_ a: [Double], _ b: [Double], scale: Double) -> Double {
    guard a.count == b.count else { return .infinity }
    return zip(a, b).map { ($0 - $1).magnitude / scale }.max() ?? 0
}

/// Compares every case of the fixture that starts with `kind`: within 1e-12 of the largest rate,
/// since PyTorch multiplies the last rate on where we compute each from its step alone.
func matchesPyTorch(_ isOurs: (String) -> Bool) throws -> [String] {
    let arrays = try fixture()
    guard let base = arrays["base"]?.first, arrays["provenance"] != nil else { return ["no base"] }
    var failures: [String] = []
    var cases = 0
    for (name, expected) in arrays where isOurs(name) {
        cases += 1
        let ours = try rates(name, base: base, steps: 200)
        let error = worst(ours, expected, scale: max(base, expected.max() ?? base))
        if !(error <= 1e-12) { failures.append("\(name): \(error)") }
    }
    return cases == 0 ? ["no case"] : failures
}
