/// The optimizers whose step works on each parameter by itself: what they share.
public protocol RuleOptimizer: Optimizer {
    associatedtype Options: OptimizerOptions
    /// Groups and state.
    var engine: OptimizerEngine<Options> { get }
}

extension RuleOptimizer {
    public var learningRates: LearningRates { engine.rates }
    public var parameters: [Parameter] { engine.slots.map(\.parameter) }
    public func zeroGrad() { engine.zeroGrad() }
    public func step() throws { try engine.step() }
    public func stateDict() -> StateDictionary { engine.stateDict() }
    public func loadStateDict(_ state: StateDictionary) throws { try engine.load(state) }
}

/// Groups of parameters with their options, and what an optimizer keeps for each parameter.
public final class OptimizerEngine<Options: OptimizerOptions> {
    /// A parameter with its name, group, and state.
    struct Slot {
        let name: String
        let parameter: Parameter
        let group: Int
        /// Steps that this parameter has taken: those at which it had a gradient.
        var stepCount = 0
        /// The tensors kept, nil before the first step and where the options keep none.
        var state: InlineArray<3, Tensor?> = [nil, nil, nil]
    }

    // No access to these calls back into the engine.
    @exclusivity(unchecked) var slots: [Slot] = []
    @exclusivity(unchecked) var options: [Options] = []
    let rates: LearningRates

    /// - Throws: ``TensorError`` when there is no parameter, one appears twice or is no leaf, or an
    ///   option is out of range.
    init(_ groups: [ParameterGroup<Options>], _ defaults: Options) throws {
        rates = LearningRates([])
        var seen: Set<ObjectIdentifier> = []
        var names: Set<String> = []
        for (index, group) in groups.enumerated() {
            if let problem = group.problem { throw problem }
            var options = defaults
            group.configure(&options)
            try options.validate()
            try options.requireNonNegative(options.lr, "lr")
            self.options.append(options)
            rates.append(options.lr)
            for (name, parameter) in group.parameters {
                guard seen.insert(ObjectIdentifier(parameter)).inserted else {
                    throw TensorError(
                        .value, Options.name, expected: "each parameter once",
                        got: "\(name ?? "a parameter") twice", inputs: [parameter.value])
                }
                let name = name ?? String(slots.count)
                guard names.insert(name).inserted else {
                    throw TensorError(
                        .name, Options.name, expected: "a name for each parameter",
                        got: "\"\(name)\" twice",
                        hint: "Give the parameters of one model, or lists without names.")
                }
                slots.append(Slot(name: name, parameter: parameter, group: index))
            }
        }
        guard !slots.isEmpty else {
            throw TensorError(
                .value, Options.name, expected: "at least one parameter", got: "none",
                hint: "Pass model.parameters().")
        }
    }

    func zeroGrad() { for slot in slots { slot.parameter.grad = nil } }

    func step() throws(TensorError) {
        // Rates may have been set since the start, or a schedule have made them impossible.
        for (group, options) in options.enumerated() {
            try options.requireNonNegative(rates[group], "lr")
        }
        for slot in slots { try check(slot) }
        var shared = Shared()
        for index in slots.indices {
            guard let gradient = slots[index].parameter.grad else { continue }
            try step(&slots[index], gradient, &shared)
        }
    }

    /// Throws where a gradient or a kept tensor does not fit its parameter, as when the user
    /// assigned one of them: kernels rely on equal sizes.
    private func check(_ slot: Slot) throws(TensorError) {
        let value = slot.parameter.value
        guard let gradient = value.grad else { return }
        try options[slot.group].check(value)
        try Self.check(gradient, value.shape, of: value, slot.name)
        for place in Options.stateNames.indices {
            guard let tensor = slot.state[place], tensor.body.layout !== value.body.layout,
                let shape = options[slot.group].stateShapes(value.shape)[place]
            else { continue }
            try Self.check(tensor, shape, of: value, slot.name)
        }
    }

    private static func check(
        _ tensor: Tensor, _ shape: Shape, of value: Tensor, _ name: String
    ) throws(TensorError) {
        if tensor.body.layout === value.body.layout, shape == value.shape { return }
        guard tensor.shape == shape, tensor.dtype == value.dtype else {
            throw TensorError(
                .shape, Options.name,
                expected: "a gradient and state of \(value.dtype) \(shape) for parameter "
                    + "\"\(name)\"", got: "\(tensor.dtype) \(tensor.shape)",
                hint: "Was its value or gradient replaced?", inputs: [value, tensor])
        }
    }

    /// What parameters have in common, computed anew where group or step differ from the last
    /// parameter's.
    private struct Shared {
        private var group = -1
        private var step = -1
        private var value: Options.Common?

        mutating func callAsFunction(
            group: Int, step: Int, _ make: () -> Options.Common
        ) -> Options.Common {
            if let value, group == self.group, step == self.step { return value }
            let value = make()
            (self.group, self.step, self.value) = (group, step, value)
            return value
        }
    }

    private func step(
        _ slot: inout Slot, _ gradient: Tensor, _ shared: inout Shared
    ) throws(TensorError) {
        let step = slot.stepCount + 1
        let common = shared(group: slot.group, step: step) {
            options[slot.group].common(step: step, lr: rates[slot.group])
        }
        try Options.update(slot.parameter, gradient, &slot.state, common)
        slot.stepCount = step
    }
}
