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
        var state: [Tensor?] = [nil, nil, nil]
    }

    var slots: [Slot] = []
    var options: [Options] = []
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

    func step() throws(TensorError) {
        for slot in slots { try Self.check(slot) }
        for index in slots.indices {
            guard let gradient = slots[index].parameter.grad else { continue }
            try step(index, gradient)
        }
    }

    /// Throws where a gradient or a kept tensor does not fit its parameter, as when the user
    /// assigned one of them: kernels rely on equal sizes.
    private static func check(_ slot: Slot) throws(TensorError) {
        guard let gradient = slot.parameter.grad else { return }
        let value = slot.parameter.value
        guard Options.kernel(value.dtype) != nil else {
            throw TensorError(
                .dtype, Options.name, expected: "float32 or float64 parameters",
                got: "\(value.dtype)", inputs: [value])
        }
        try check(gradient, fits: value, slot.name)
        for case let tensor? in slot.state { try check(tensor, fits: value, slot.name) }
    }

    private static func check(
        _ tensor: Tensor, fits value: Tensor, _ name: String
    ) throws(TensorError) {
        guard tensor.shape == value.shape, tensor.dtype == value.dtype else {
            throw TensorError(
                .shape, Options.name,
                expected: "a gradient and state of \(value.dtype) \(value.shape) for parameter "
                    + "\"\(name)\"", got: "\(tensor.dtype) \(tensor.shape)",
                hint: "Was its value or gradient replaced?", inputs: [value, tensor])
        }
    }

    private func step(_ index: Int, _ gradient: Tensor) throws(TensorError) {
        let options = options[slots[index].group]
        try prepareState(index, gradient, options)
        let step = slots[index].stepCount + 1
        let numbers = options.kernelOptions(step: step, lr: rates[slots[index].group])
        let source = try gradient.detach().contiguous()
        try slots[index].parameter.update { (value: inout Tensor) throws(TensorError) in
            guard let loop = Options.kernel(value.dtype) else {
                throw TensorError(
                    .dtype, Options.name, expected: "float32 or float64 parameters",
                    got: "\(value.dtype)", inputs: [value])
            }
            if !value.isContiguous { value = try value.contiguousLeaf() }
            let target = try value.writableView(operation: Options.name)
            var views: [ArrayView?] = [nil, nil, nil]
            for (place, keeps) in options.keeps.enumerated() where keeps {
                views[place] = try slots[index].state[place]?.writableView(operation: Options.name)
            }
            loop(target, source.body.view, (views[0], views[1], views[2]), numbers)
        }
        slots[index].stepCount = step
        withExtendedLifetime(source) {}
    }

    private func prepareState(
        _ index: Int, _ gradient: Tensor, _ options: Options
    ) throws(TensorError) {
        for (place, keeps) in options.keeps.enumerated()
        where keeps && slots[index].state[place] == nil {
            slots[index].state[place] = try Tensor.zeros(gradient.shape, dtype: gradient.dtype)
        }
    }
}
