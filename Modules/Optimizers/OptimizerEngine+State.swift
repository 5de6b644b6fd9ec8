extension OptimizerEngine {
    /// Names in a state: `optimizer` (a marker of the kind), `groups.0.lr`,
    /// `state.fc1.weight.exp_avg`, `state.fc1.weight.step`, `state.fc1.weight.group`.
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
            state["state.\(slot.name).group"] = number(Double(slot.group))
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
            // What an option cannot be comes back as something else: a flag of 2, or of NaN.
            for (name, value) in newOptions[group].values where value != values[name] {
                throw TensorError(
                    .value, "loadStateDict", expected: "a possible \"groups.\(group).\(name)\"",
                    got: "\(values[name] ?? .nan)", hint: "Flags are 0 or 1.")
            }
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
            try checkGroup(of: slot)
            let parameter = slot.parameter.value
            let shapes = options.stateShapes(parameter.shape)
            for (place, name) in Options.stateNames.enumerated() {
                let key = "state.\(slot.name).\(name)"
                used.insert(key)
                // In C order: kernels walk along the memory.
                slot.state[place] = try state[key]?.detach().compact(operation: "loadStateDict")
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

        /// Throws where the state has the parameter in another group; older states do not tell.
        private mutating func checkGroup(of slot: Slot) throws {
            let key = "state.\(slot.name).group"
            guard state[key] != nil else { return }
            let group = try number(key)
            guard group == Double(slot.group) else {
                throw TensorError(
                    .value, "loadStateDict",
                    expected: "parameter \"\(slot.name)\" in group \(slot.group)",
                    got: "group \(group)", hint: "Make the same groups as when it was saved.")
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
