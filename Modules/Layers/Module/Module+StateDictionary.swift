/// What `loadStateDict` found not to match, when it was told to go on.
public struct LoadReport: Sendable {
    /// Names in the model that the dictionary lacks.
    public let missing: [String]
    /// Names in the dictionary that the model lacks.
    public let unexpected: [String]
}

extension Module {
    /// All parameters and persistent buffers by PyTorch's names: `0.weight`, `norm.running_mean`.
    public func stateDict() -> StateDictionary {
        let contents = ModuleContents(of: self)
        var state = StateDictionary()
        for (name, cell) in contents.stateCells { state[name] = cell.value.detach() }
        state.problem = contents.problem
        return state
    }

    /// Takes all parameters and buffers from a dictionary: all of it or, on an error, nothing.
    ///
    /// - Parameters:
    ///   - strict: Whether every name must be in both; with `false` those in one only are left
    ///     alone and reported.
    ///   - convertingTypes: Whether elements of another type are converted.
    /// - Throws: ``TensorError`` listing every name that is missing, unexpected, or has another
    ///   shape or element type.
    @discardableResult
    public func loadStateDict(
        _ state: StateDictionary, strict: Bool = true, convertingTypes: Bool = false
    ) throws -> LoadReport {
        if let problem = state.problem { throw problem }
        let contents = ModuleContents(of: self)
        if let problem = contents.problem { throw problem }
        let cells = contents.stateCells
        let known = Set(cells.map(\.name))
        let report = LoadReport(
            missing: cells.map(\.name).filter { state[$0] == nil },
            unexpected: state.keys.filter { !known.contains($0) })
        var complaints: [String] = []
        var hasOtherType = false
        if strict {
            complaints += report.missing.map { "\"\($0)\" is missing" }
            complaints += report.unexpected.map { "\"\($0)\" is not in the model" }
        }
        var changes: [(cell: StateCell, value: Tensor)] = []
        for (name, cell) in cells {
            guard let value = state[name] else { continue }
            let own = cell.value
            if value.shape != own.shape {
                complaints.append("\"\(name)\" is \(value.shape), in the model \(own.shape)")
            } else if value.dtype != own.dtype, !convertingTypes {
                hasOtherType = true
                complaints.append("\"\(name)\" is \(value.dtype), in the model \(own.dtype)")
            } else {
                changes.append((cell, try value.detach().to(dtype: own.dtype)))
            }
        }
        guard complaints.isEmpty else {
            throw TensorError(
                .name, "loadStateDict", expected: "the tensors of \(type(of: self))",
                got: complaints.joined(separator: "; "),
                hint: "Nothing was changed."
                    + (hasOtherType ? " To convert types, say convertingTypes: true." : ""))
        }
        for (cell, value) in changes { cell.load(value) }
        return report
    }
}

/// A cell that a state dictionary has a tensor of.
enum StateCell {
    case parameter(Parameter)
    case buffer(Buffer)

    var value: Tensor {
        switch self {
        case .parameter(let parameter): parameter.value
        case .buffer(let buffer): buffer.value
        }
    }

    /// Replaces the tensor; a frozen parameter stays frozen.
    func load(_ value: Tensor) {
        switch self {
        case .parameter(let parameter):
            let isFrozen = !parameter.requiresGrad
            parameter.value = value
            if isFrozen { parameter.requiresGrad = false }
        case .buffer(let buffer): buffer.value = value
        }
    }
}
