extension OptimizerEngine {
    /// Names in a state: `optimizer` (a marker of the kind), `groups.0.lr`,
    /// `state.fc1.weight.exp_avg`, `state.fc1.weight.step`.
    func stateDict() -> StateDictionary {
        var state = StateDictionary()
        state["optimizer.\(Options.name)"] = number(Double(options.count))
        for (group, options) in options.enumerated() {
            state["groups.\(group).lr"] = number(rates[group])
            state["groups.\(group).base_lr"] = number(rates.base(group))
            for (name, value) in options.values { state["groups.\(group).\(name)"] = number(value) }
        }
        for slot in slots {
            state["state.\(slot.name).step"] = number(Double(slot.stepCount))
            for (place, name) in Options.stateNames.enumerated() {
                if let tensor = slot.state[place] { state["state.\(slot.name).\(name)"] = tensor }
            }
        }
        return state
    }

    private func number(_ value: Double) -> Tensor {
        unfailing { () throws(TensorError) in try Tensor([value], shape: []) }
    }

    func load(_ state: StateDictionary) throws {
        guard state["optimizer.\(Options.name)"] != nil else {
            let other = state.keys.first { $0.hasPrefix("optimizer.") }?.dropFirst(10)
            throw TensorError(
                .name, "loadStateDict", expected: "the state of \(Options.name)",
                got: other.map { "that of \($0)" } ?? "no optimizer's state")
        }
        var reader = Reader(state)
        var newOptions = options
        var newRates: [(rate: Double, base: Double)] = []
        for group in options.indices {
            var values: [String: Double] = [:]
            for (name, _) in options[group].values {
                values[name] = try reader.number("groups.\(group).\(name)")
            }
            newOptions[group] = options[group].replacing(values)
            try newOptions[group].validate()
            newRates.append(
                (
                    try reader.number("groups.\(group).lr"),
                    try reader.number("groups.\(group).base_lr")
                ))
        }
        for rate in newRates.flatMap({ [$0.rate, $0.base] }) where !(rate.isFinite && rate >= 0) {
            throw TensorError(
                .value, "loadStateDict", expected: "learning rates of at least 0", got: "\(rate)")
        }
        var newSlots = slots
        for index in slots.indices {
            try reader.read(&newSlots[index], newOptions[slots[index].group])
        }
        try reader.finish("optimizer.\(Options.name)")
        // Everything fits: from here on nothing fails.
        slots = newSlots
        options = newOptions
        for (group, new) in newRates.enumerated() {
            rates.restore(new.rate, base: new.base, group: group)
        }
    }

    /// Takes numbers and tensors out of a state, remembering which names were asked for.
    private struct Reader {
        private let state: StateDictionary
        private var used: Set<String> = []

        init(_ state: StateDictionary) { self.state = state }

        mutating func number(_ name: String) throws -> Double {
            guard let tensor = state[name], tensor.count == 1 else {
                throw TensorError(
                    .name, "loadStateDict", expected: "a number named \"\(name)\"",
                    got: state[name].map { "\($0.shape)" } ?? "none",
                    hint: "Does the state belong to this model and optimizer?")
            }
            used.insert(name)
            return try tensor.item()
        }

        mutating func read(_ slot: inout Slot, _ options: Options) throws {
            let count = try number("state.\(slot.name).step")
            guard count >= 0, count < 0x1p53, count == count.rounded() else {
                throw TensorError(
                    .value, "loadStateDict", expected: "a step count for \"\(slot.name)\"",
                    got: "\(count)")
            }
            slot.stepCount = Int(count)
            let parameter = slot.parameter.value
            let shapes = options.stateShapes(parameter.shape)
            for (place, name) in Options.stateNames.enumerated() {
                let key = "state.\(slot.name).\(name)"
                used.insert(key)
                slot.state[place] = state[key]?.detach()
                if let tensor = state[key] {
                    let shape = shapes[place] ?? parameter.shape
                    guard tensor.shape == shape, tensor.dtype == parameter.dtype else {
                        throw TensorError(
                            .shape, "loadStateDict",
                            expected: "\"\(key)\" as \(parameter.dtype) \(shape)",
                            got: "\(tensor.dtype) \(tensor.shape)", inputs: [tensor, parameter])
                    }
                } else if slot.stepCount > 0, shapes[place] != nil {
                    throw TensorError(
                        .name, "loadStateDict", expected: "a tensor named \"\(key)\"", got: "none")
                }
            }
        }

        func finish(_ marker: String) throws {
            let unknown = state.keys.filter { !used.contains($0) && $0 != marker }
            guard unknown.isEmpty else {
                throw TensorError(
                    .name, "loadStateDict", expected: "names of this optimizer's parameters",
                    got: unknown.joined(separator: ", "))
            }
        }
    }
}
