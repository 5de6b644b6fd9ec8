import Kernels

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
            try options.require(
                options.lr.isFinite && options.lr >= 0, "lr", "a finite number of at least 0",
                options.lr)
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
        for slot in slots { try Self.check(slot) }
        var numbers = Numbers()
        for index in slots.indices {
            guard let gradient = slots[index].parameter.grad else { continue }
            try step(&slots[index], gradient, &numbers)
        }
    }

    /// Throws where a gradient or a kept tensor does not fit its parameter, as when the user
    /// assigned one of them: kernels rely on equal sizes.
    private static func check(_ slot: Slot) throws(TensorError) {
        let value = slot.parameter.value
        guard let gradient = value.grad else { return }
        guard Options.kernel(value.dtype) != nil else {
            throw TensorError(
                .dtype, Options.name, expected: "float32 or float64 parameters",
                got: "\(value.dtype)", inputs: [value])
        }
        try check(gradient, fits: value, slot.name)
        for place in slot.state.indices {
            if let tensor = slot.state[place] { try check(tensor, fits: value, slot.name) }
        }
    }

    private static func check(
        _ tensor: Tensor, fits value: Tensor, _ name: String
    ) throws(TensorError) {
        if tensor.body.layout === value.body.layout { return }
        guard tensor.shape == value.shape, tensor.dtype == value.dtype else {
            throw TensorError(
                .shape, Options.name,
                expected: "a gradient and state of \(value.dtype) \(value.shape) for parameter "
                    + "\"\(name)\"", got: "\(tensor.dtype) \(tensor.shape)",
                hint: "Was its value or gradient replaced?", inputs: [value, tensor])
        }
    }

    /// The numbers that kernels read, computed anew where group or step differ from the last
    /// parameter's.
    private struct Numbers {
        private var group = -1
        private var step = -1
        private(set) var values: [Double] = []
        private(set) var keeps: [Bool] = []

        mutating func prepare(
            _ options: @autoclosure () -> Options, group: Int, step: Int,
            lr: @autoclosure () -> Double
        ) {
            guard group != self.group || step != self.step else { return }
            (self.group, self.step) = (group, step)
            let options = options()
            values = options.kernelOptions(step: step, lr: lr())
            keeps = options.keeps
        }
    }

    private func step(
        _ slot: inout Slot, _ gradient: Tensor, _ numbers: inout Numbers
    ) throws(TensorError) {
        let step = slot.stepCount + 1
        numbers.prepare(options[slot.group], group: slot.group, step: step, lr: rates[slot.group])
        guard let loop = Options.kernel(gradient.dtype) else {
            preconditionFailure("\(Options.name): types have been checked")
        }
        let source = try gradient.compact(operation: Options.name)
        var state: (ArrayView?, ArrayView?, ArrayView?)
        for (place, keeps) in numbers.keeps.enumerated() where keeps {
            if slot.state[place] == nil {
                slot.state[place] = try Tensor.zeros(like: source)
            }
            let view = try slot.state[place]?.writableView(operation: Options.name)
            switch place {
            case 0: state.0 = view
            case 1: state.1 = view
            default: state.2 = view
            }
        }
        try slot.parameter.write(operation: Options.name) { target in
            loop(target, source.body.view, state, numbers.values)
        }
        slot.stepCount = step
        withExtendedLifetime(source) {}
    }
}
