import ConformanceCheck
import Optimizers

/// Momentum by hand, with parts that can be wrong.
final class HandmadeOptimizer: Optimizer {
    /// What is wrong.
    enum Fault: CaseIterable, Sendable {
        case none, ascends, countsStepsForAll, forgetsMomentum, forgetsRate, acceptsAnyState
        case takesWhatFits, acceptsAnyRate, acceptsNothing, acceptsTwice, movesWithoutGradient
        case changesGradients, makesDouble, ignoresZeroGrad, sharesRate
    }

    let learningRates: LearningRates
    let parameters: [Parameter]
    private let groups: [Int]
    private let fault: Fault
    private var momentum: [Tensor?]
    private var counts: [Double]
    private var steps = 0.0

    init(_ lists: [(parameters: [Parameter], lr: Double)], _ fault: Fault) throws {
        self.fault = fault
        parameters = lists.flatMap(\.parameters)
        groups = lists.enumerated().flatMap { index, list in list.parameters.map { _ in index } }
        learningRates = LearningRates(lists.map(\.lr))
        momentum = parameters.map { _ in nil }
        counts = parameters.map { _ in 0 }
        func require(_ holds: Bool, _ what: String) throws {
            if !holds { throw TensorError(.value, "handmade", expected: what, got: "other") }
        }
        let rates = lists.map(\.lr)
        try require(
            fault == .acceptsAnyRate || rates.allSatisfy { $0.isFinite && $0 >= 0 }, "a rate")
        try require(fault == .acceptsNothing || !parameters.isEmpty, "parameters")
        let distinct = Set(parameters.map(ObjectIdentifier.init))
        try require(fault == .acceptsTwice || distinct.count == parameters.count, "each once")
    }

    func zeroGrad() {
        guard fault != .ignoresZeroGrad else { return }
        for parameter in parameters { parameter.grad = nil }
    }

    func step() throws {
        steps += 1
        for (index, parameter) in parameters.enumerated() {
            guard let gradient = parameter.grad?.detach() else {
                if fault == .movesWithoutGradient, let last = momentum[index] {
                    try parameter.update { try $0 -= last }
                }
                if fault == .movesWithoutGradient { parameter.update { $0 = $0 * 0.5 } }
                continue
            }
            counts[index] += 1
            let count = fault == .countsStepsForAll ? steps : counts[index]
            let old = try momentum[index] ?? Tensor.zeros(gradient.shape, dtype: gradient.dtype)
            let mean = try old * 0.5 + gradient * 0.5
            momentum[index] = mean
            // The mean is corrected for its start at 0.
            let corrected =
                mean * (1 / (1 - Double(sign: .plus, exponent: -Int(count), significand: 1)))
            let rate = learningRates[fault == .sharesRate ? 0 : groups[index]]
            var move = corrected * (fault == .ascends ? -rate : rate)
            if fault == .makesDouble { move = try move.to(dtype: .float64) }
            if fault == .makesDouble {
                parameter.value = try parameter.value.detach() - move
            } else {
                try parameter.update { try $0 -= move }
            }
            if fault == .changesGradients { parameter.grad = gradient * 2 }
        }
    }

    func stateDict() -> StateDictionary {
        var state = StateDictionary()
        for group in 0..<learningRates.count where fault != .forgetsRate {
            state["lr.\(group)"] = number(learningRates[group])
        }
        for index in parameters.indices {
            state["count.\(index)"] = number(counts[index])
            if fault != .forgetsMomentum { state["momentum.\(index)"] = momentum[index] }
        }
        return state
    }

    private func number(_ value: Double) -> Tensor {
        unfailing { () throws(TensorError) in try Tensor([value], shape: []) }
    }

    func loadStateDict(_ state: StateDictionary) throws {
        if fault == .takesWhatFits {
            for index in parameters.indices {
                if let tensor = state["momentum.\(index)"] { momentum[index] = tensor }
            }
        }
        if fault != .acceptsAnyState { try check(state) }
        for group in 0..<learningRates.count {
            if let rate = state["lr.\(group)"] { learningRates[group] = try rate.item() }
        }
        for index in parameters.indices {
            if let count = state["count.\(index)"] { counts[index] = try count.item() }
            if fault != .forgetsMomentum { momentum[index] = state["momentum.\(index)"] }
        }
    }

    private func check(_ state: StateDictionary) throws {
        var names: Set<String> = []
        for group in 0..<learningRates.count where fault != .forgetsRate {
            names.insert("lr.\(group)")
        }
        for (index, parameter) in parameters.enumerated() {
            names.insert("count.\(index)")
            guard try (state["count.\(index)"]?.item() ?? 0) > 0, fault != .forgetsMomentum else {
                continue
            }
            let key = "momentum.\(index)"
            names.insert(key)
            guard state[key]?.shape == parameter.value.shape,
                state[key]?.dtype == parameter.value.dtype
            else { throw TensorError(.shape, "handmade", expected: key, got: "another") }
        }
        guard names == Set(state.keys),
            state.allSatisfy({ !$0.name.hasPrefix("count") || $0.tensor.count == 1 })
        else {
            throw TensorError(
                .name, "handmade", expected: "\(names.sorted())", got: "\(state.keys)")
        }
    }
}
