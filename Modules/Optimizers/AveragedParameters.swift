/// Parameters averaged over training steps, to evaluate with: an exponential moving average (EMA),
/// or the mean of all that were given (stochastic weight averaging, SWA).
///
/// ```swift
/// func average(_ model: any Layer, by optimizer: any Optimizer, _ x: Tensor) throws -> Tensor {
///     let average = try AveragedParameters(model.parameters(), .ema(decay: 0.999))
///     try optimizer.step()
///     try average.update()  // after each step, or each epoch
///     return try average.whileApplied { try model(x) }  // with the averages
/// }
/// ```
///
/// Source: Polyak and Juditsky 1992; SWA: Izmailov et al. 2018; PyTorch 2.13,
/// `torch.optim.swa_utils.AveragedModel`.
public final class AveragedParameters {
    /// How an average goes on.
    public enum Rule: Sendable, Hashable {
        /// decay · average + (1 − decay) · parameter.
        case ema(decay: Double)
        /// The mean of all that were given.
        case swa
    }

    /// How averages go on.
    public let rule: Rule
    /// How many times parameters were taken in.
    public private(set) var updateCount = 0
    private let parameters: [(name: String, parameter: Parameter)]
    private var averages: [Tensor]

    /// Averages that start as the parameters are.
    ///
    /// - Throws: ``TensorError`` when there is no parameter, or the decay is not in [0, 1].
    public init(
        _ parameters: some Sequence<Parameter>, _ rule: Rule = .ema(decay: 0.999)
    ) throws(TensorError) {
        let group = ParameterGroup<Void>(parameters)
        if let problem = group.problem { throw problem }
        if case .ema(let decay) = rule, !(decay >= 0 && decay <= 1) {
            throw TensorError(
                .value, "AveragedParameters decay", expected: "a number from 0 to 1",
                got: "\(decay)")
        }
        guard !group.parameters.isEmpty else {
            throw TensorError(
                .value, "AveragedParameters", expected: "at least one parameter", got: "none",
                hint: "Pass model.parameters().")
        }
        self.rule = rule
        self.parameters = group.parameters.enumerated().map {
            ($0.element.name ?? String($0.offset), $0.element.parameter)
        }
        averages = try self.parameters.map { each throws(TensorError) in
            try each.parameter.value.detach().clone()
        }
    }

    /// The average of a parameter by its place.
    public subscript(index: Int) -> Tensor { averages[index] }

    /// Takes the parameters in. The first time averages become what the parameters are.
    ///
    /// - Throws: ``TensorError`` when a parameter has another shape or type than its average;
    ///   nothing changes then.
    public func update() throws(TensorError) {
        try check()
        let weight =
            switch rule {
            case .ema(let decay): 1 - decay
            case .swa: 1 / Double(updateCount + 1)
            }
        var new = averages
        for (index, (_, parameter)) in parameters.enumerated() {
            let x = parameter.value.detach()
            new[index] =
                updateCount == 0 || !x.dtype.isFloatingPoint
                ? try x.clone() : try averages[index].lerp(x, weight: weight)
        }
        averages = new
        updateCount += 1
    }

    /// Puts the averages into the parameters; gradients stay.
    ///
    /// - Throws: ``TensorError`` when a parameter has another shape or type than its average, in
    ///   which case nothing changes, or when there is no memory.
    public func apply() throws(TensorError) {
        try check()
        for (average, (_, parameter)) in zip(averages, parameters) { try parameter.set(average) }
    }

    /// Calls `body` with the averages in the parameters, which are then what they were.
    public func whileApplied<Value>(_ body: () throws -> Value) throws -> Value {
        let originals = try parameters.map { try $0.parameter.value.detach().clone() }
        let result = Result { () throws -> Value in
            try apply()
            return try body()
        }
        for (each, value) in zip(parameters, originals) { try each.parameter.set(value) }
        return try result.get()
    }

    /// Throws where a parameter is no longer of its average's shape and type, as when its value
    /// was replaced or its model converted.
    private func check() throws(TensorError) {
        for (average, (name, parameter)) in zip(averages, parameters) {
            let value = parameter.value
            guard value.shape == average.shape, value.dtype == average.dtype else {
                throw TensorError(
                    .shape, "AveragedParameters",
                    expected: "\(average.dtype) \(average.shape) for parameter \"\(name)\"",
                    got: "\(value.dtype) \(value.shape)", hint: "Was its value replaced?",
                    inputs: [average, value])
            }
        }
    }

    /// The averages by parameter name, and `n_averaged`.
    public func stateDict() -> StateDictionary {
        var state = StateDictionary()
        state["n_averaged"] = unfailing { () throws(TensorError) in
            try Tensor([Double(updateCount)], shape: [])
        }
        for (average, (name, _)) in zip(averages, parameters) { state["average.\(name)"] = average }
        return state
    }

    /// Takes a state: all of it or, on an error, nothing.
    ///
    /// - Throws: ``TensorError`` when it is of other parameters.
    public func loadStateDict(_ state: StateDictionary) throws(TensorError) {
        guard let number = state["n_averaged"], number.count == 1,
            let count = Int(exactly: try number.item()), count >= 0
        else {
            throw TensorError(
                .name, "loadStateDict", expected: "a count named \"n_averaged\"",
                got: state["n_averaged"].map { "\($0)" } ?? "none")
        }
        var new: [Tensor] = []
        for (name, parameter) in parameters {
            let (key, value) = ("average.\(name)", parameter.value)
            guard let tensor = state[key], tensor.shape == value.shape, tensor.dtype == value.dtype
            else {
                throw TensorError(
                    .shape, "loadStateDict",
                    expected: "\"\(key)\" as \(value.dtype) \(value.shape)",
                    got: state[key].map { "\($0.dtype) \($0.shape)" } ?? "none")
            }
            new.append(tensor.detach())
        }
        guard state.count == new.count + 1 else {
            throw TensorError(
                .name, "loadStateDict", expected: "names of these parameters",
                got: state.keys.joined(separator: ", "))
        }
        (averages, updateCount) = (new, count)
    }
}
