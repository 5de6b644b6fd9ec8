/// Newton's method with the curvature of the last steps: the direction is −H g, H the inverse
/// Hessian that the last `historySize` pairs of steps s and changes y of the gradient tell of.
///
/// One ``step(closure:)`` makes up to `maxIter` iterations and calls the closure, which clears
/// gradients, computes the loss and its gradients, and returns the loss, as often as it needs.
/// Groups with options of their own there are not.
/// ```swift
/// func fit(_ model: any Layer, _ x: Tensor, _ y: Tensor) throws {
///     let optimizer = try LBFGS(model.parameters(), lineSearch: .strongWolfe)
///     try optimizer.step {
///         optimizer.zeroGrad()
///         let loss = try mseLoss(model(x), y)
///         try loss.backward()
///         return loss
///     }
/// }
/// ```
///
/// Source: Nocedal and Wright 2006, "Numerical optimization", algorithms 7.4 and 7.5; PyTorch 2.13,
/// `torch.optim.LBFGS`.
public final class LBFGS: Optimizer {
    /// How the length of a step is found.
    public enum LineSearch: Sendable {
        /// The learning rate; at the first iteration times min(1, 1 / Σ|g|).
        case fixed
        /// By cubic interpolation, until the strong Wolfe conditions hold.
        case strongWolfe
    }

    public let learningRates: LearningRates
    public let parameters: [Parameter]
    /// The parameters' names, for errors.
    private let names: [String]
    /// The most iterations in a step, and calls of the closure.
    public let maxIter, maxEval: Int
    /// The largest number of the gradient at which a step ends.
    public let toleranceGrad: Double
    /// The change of parameters and of the loss below which a step ends.
    public let toleranceChange: Double
    /// How many pairs are kept.
    public let historySize: Int
    /// How the length of a step is found.
    public let lineSearch: LineSearch
    var memory = LBFGSMemory()

    /// - Throws: ``TensorError`` when there is no parameter, one appears twice, types differ, or
    ///   an option
    ///   is out of range.
    public init(
        _ parameters: some Sequence<Parameter>, lr: Double = 1, maxIter: Int = 20,
        maxEval: Int? = nil, toleranceGrad: Double = 1e-7, toleranceChange: Double = 1e-9,
        historySize: Int = 100, lineSearch: LineSearch = .fixed
    ) throws(TensorError) {
        let group = ParameterGroup<Void>(parameters)
        if let problem = group.problem { throw problem }
        self.parameters = group.parameters.map(\.parameter)
        names = group.parameters.enumerated().map { $0.element.name ?? String($0.offset) }
        try Self.check(self.parameters)
        for (option, value) in [
            ("lr", lr), ("toleranceGrad", toleranceGrad), ("toleranceChange", toleranceChange),
        ] {
            try Self.requireNonNegative(value, option)
        }
        let (fives, overflow) = maxIter.multipliedReportingOverflow(by: 5)
        let maxEval = maxEval ?? (overflow ? .max : fives / 4)
        for (option, value) in [
            ("maxIter", maxIter), ("maxEval", maxEval), ("historySize", historySize),
        ] where value < 1 {
            throw TensorError(
                .value, "LBFGS \(option)", expected: "at least 1", got: "\(value)")
        }
        learningRates = LearningRates([lr])
        (self.maxIter, self.maxEval, self.historySize) = (maxIter, maxEval, historySize)
        (self.toleranceGrad, self.toleranceChange) = (toleranceGrad, toleranceChange)
        self.lineSearch = lineSearch
    }

    private static func requireNonNegative(_ value: Double, _ option: String) throws(TensorError) {
        guard value.isFinite, value >= 0 else {
            throw TensorError(
                .value, "LBFGS \(option)", expected: "a finite number of at least 0",
                got: "\(value)")
        }
    }

    private static func check(_ parameters: [Parameter]) throws(TensorError) {
        guard let first = parameters.first?.value else {
            throw TensorError(
                .value, "LBFGS", expected: "at least one parameter", got: "none",
                hint: "Pass model.parameters().")
        }
        guard Set(parameters.map { ObjectIdentifier($0) }).count == parameters.count else {
            throw TensorError(
                .value, "LBFGS", expected: "each parameter once", got: "a parameter twice")
        }
        for parameter in parameters {
            let dtype = parameter.value.dtype
            guard dtype == first.dtype, dtype == .float32 || dtype == .float64 else {
                throw TensorError(
                    .dtype, "LBFGS", expected: "parameters of float32 alone or of float64 alone",
                    got: "\(first.dtype) and \(dtype)")
            }
        }
    }

    /// - Throws: ``TensorError``, always: a step needs the loss at several points.
    public func step() throws {
        throw TensorError(
            .value, "LBFGS", expected: "step with a closure that computes the loss",
            got: "step()",
            hint: "Call step { … }, clearing gradients and going backward in the closure.")
    }

    /// Takes a step, of several iterations.
    ///
    /// - Parameter closure: Clears gradients, computes the loss and its gradients, returns the
    ///   loss.
    /// - Returns: The loss before the step.
    /// - Throws: What the closure throws; parameters and state are then as the last iteration left
    ///   them. ``TensorError`` when a gradient does not fit its parameter, or the learning rate is
    ///   negative or not finite.
    @discardableResult
    public func step(closure: () throws -> Tensor) throws -> Tensor {
        try check()
        let original = try closure().detach()
        var point = LBFGSPoint(loss: try original.item(), gradient: try flatGradient())
        memory.evaluations += 1
        guard try largest(point.gradient) > toleranceGrad else { return original }
        var evaluations = 1
        for iteration in 1...maxIter {
            // It takes the memory's place once the parameters have moved: of an iteration that
            // fails before, nothing stays.
            var next = memory
            next.iterations += 1
            let direction = try next.direction(point.gradient, historySize: historySize)
            let last = point
            var length = lr
            if next.iterations == 1 {
                length *= Swift.min(1, try 1 / point.gradient.abs().sum().item())
            }
            let slope = try dot(point.gradient, direction)
            next.move(direction, length: length, from: point)
            if slope > -toleranceChange {
                memory = next
                break
            }
            let calls: Int
            switch lineSearch {
            case .fixed:
                try add(direction, length)
                memory = next
                // After the last iteration nothing is evaluated: the next step begins with that.
                calls = iteration < maxIter ? 1 : 0
                if calls == 1 {
                    point = LBFGSPoint(
                        loss: try closure().item(), gradient: try flatGradient())
                }
            case .strongWolfe:
                var search = StrongWolfe(
                    start: point, slope: slope, reach: try largest(direction),
                    toleranceChange: toleranceChange, limit: maxEval - evaluations)
                let origin = try parameters.map { try $0.value.detach().clone() }
                let found = try search.run(from: length) { length in
                    let result = Result { () throws -> LBFGSPoint in
                        try add(direction, length)
                        return LBFGSPoint(
                            loss: try closure().item(), gradient: try flatGradient())
                    }
                    // Back, whatever was thrown.
                    for (parameter, x) in zip(parameters, origin) { try parameter.set(x) }
                    let point = try result.get()
                    return (point, try dot(point.gradient, direction))
                }
                (point, length, calls) = (found.point, found.length, search.evaluations)
                try add(direction, length)
                next.length = length
                memory = next
            }
            evaluations += calls
            memory.evaluations += calls
            if iteration == maxIter || evaluations >= maxEval { break }
            if try largest(point.gradient) <= toleranceGrad { break }
            if try largest(direction) * length.magnitude <= toleranceChange { break }
            if (point.loss - last.loss).magnitude < toleranceChange { break }
        }
        return original
    }

    /// Throws where no step can be taken, before anything changes: rates and values may have been
    /// set since the last one.
    private func check() throws(TensorError) {
        try Self.requireNonNegative(lr, "lr")
        try Self.check(parameters)
        guard let last = memory.gradient else { return }
        let count = parameters.reduce(0) { $0 + $1.value.count }
        let dtype = parameters[0].value.dtype
        guard last.count == count, last.dtype == dtype else {
            throw TensorError(
                .shape, "LBFGS", expected: "parameters of \(last.count) numbers of \(last.dtype)",
                got: "\(count) of \(dtype)", hint: "Was a parameter's value replaced?")
        }
    }

    /// All gradients in one vector; 0 where there is none.
    private func flatGradient() throws(TensorError) -> Tensor {
        try cat(
            try parameters.indices.map { index throws(TensorError) in
                let value = parameters[index].value
                guard let gradient = value.grad else {
                    return try Tensor.zeros(like: value.detach()).flatten()
                }
                guard gradient.shape == value.shape, gradient.dtype == value.dtype else {
                    throw TensorError(
                        .shape, "LBFGS",
                        expected: "a gradient of \(value.dtype) \(value.shape) for parameter "
                            + "\"\(names[index])\"", got: "\(gradient.dtype) \(gradient.shape)",
                        hint: "Was its value or gradient replaced?", inputs: [value, gradient])
                }
                return try gradient.detach().flatten()
            })
    }

    /// x ← x + length · direction.
    private func add(_ direction: Tensor, _ length: Double) throws(TensorError) {
        var start = 0
        for parameter in parameters {
            let x = parameter.value.detach()
            let part = try direction[start..<start + x.count].reshape(x.shape)
            try parameter.set(x + part * length)
            start += x.count
        }
    }

    private func largest(_ x: Tensor) throws(TensorError) -> Double {
        x.count == 0 ? 0 : try x.abs().max().item()
    }
}

/// Where a search stands.
struct LBFGSPoint {
    var loss: Double
    var gradient: Tensor
}

/// Σ a b.
func dot(_ a: Tensor, _ b: Tensor) throws(TensorError) -> Double {
    try (a * b).sum().item()
}
