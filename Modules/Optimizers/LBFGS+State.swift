extension LBFGS {
    /// Names in a state: `optimizer.LBFGS` (a marker of the kind), `groups.0.lr`, `state.n_iter`,
    /// `state.old_stps`, [pairs, numbers of all parameters]. Options other than the learning rate
    /// are not in it: they stay those of the initialiser.
    public func stateDict() -> StateDictionary {
        func number(_ value: Double) -> Tensor {
            unfailing { () throws(TensorError) in try Tensor([value], shape: []) }
        }
        var state = StateDictionary()
        state["optimizer.LBFGS"] = number(1)
        state["groups.0.lr"] = number(learningRates[0])
        state["groups.0.base_lr"] = number(learningRates.base(0))
        state["state.n_iter"] = number(Double(memory.iterations))
        state["state.func_evals"] = number(Double(memory.evaluations))
        state["state.H_diag"] = number(memory.scale)
        state["state.t"] = number(memory.length)
        state["state.d"] = memory.direction
        state["state.prev_flat_grad"] = memory.gradient
        if !memory.pairs.isEmpty {
            state["state.old_stps"] = stack(memory.pairs.map(\.s))
            state["state.old_dirs"] = stack(memory.pairs.map(\.y))
        }
        return state
    }

    private func stack(_ rows: [Tensor]) -> Tensor {
        unfailing { () throws(TensorError) in
            try cat(try rows.map { row throws(TensorError) in try row.reshape([1, row.count]) })
        }
    }

    public func loadStateDict(_ state: StateDictionary) throws {
        guard state["optimizer.LBFGS"] != nil else {
            let other = state.keys.first { $0.hasPrefix("optimizer.") }?.dropFirst(10)
            throw TensorError(
                .name, "loadStateDict", expected: "the state of LBFGS",
                got: other.map { "that of \($0)" } ?? "no optimizer's state")
        }
        var used: Set = ["optimizer.LBFGS"]
        func number(_ name: String) throws(TensorError) -> Double {
            guard let tensor = state[name], tensor.count == 1 else {
                throw TensorError(
                    .name, "loadStateDict", expected: "a number named \"\(name)\"",
                    got: state[name].map { "\($0.shape)" } ?? "none",
                    hint: "Does the state belong to this model and optimizer?")
            }
            used.insert(name)
            return try tensor.item()
        }
        func nonNegative(_ name: String) throws(TensorError) -> Double {
            let value = try number(name)
            guard value.isFinite, value >= 0 else {
                throw TensorError(
                    .value, "loadStateDict", expected: "a finite \"\(name)\" of at least 0",
                    got: "\(value)")
            }
            return value
        }
        func count(_ name: String) throws(TensorError) -> Int {
            let value = try number(name)
            guard let count = Int(exactly: value), count >= 0, value < 0x1p53 else {
                throw TensorError(
                    .value, "loadStateDict", expected: "a count as \"\(name)\"", got: "\(value)")
            }
            return count
        }
        let (total, dtype) = (
            parameters.reduce(0) { $0 + $1.value.count }, parameters[0].value.dtype
        )
        func tensor(_ name: String, rank: Int) throws(TensorError) -> Tensor? {
            guard let tensor = state[name] else { return nil }
            used.insert(name)
            guard tensor.rank == rank, tensor.shape[rank - 1] == total, tensor.dtype == dtype else {
                throw TensorError(
                    .shape, "loadStateDict",
                    expected: "\"\(name)\" as \(dtype) [\(rank == 2 ? "pairs, " : "")\(total)]",
                    got: "\(tensor.dtype) \(tensor.shape)", inputs: [tensor])
            }
            return tensor.detach()
        }
        var new = LBFGSMemory()
        let (rate, base) = (try nonNegative("groups.0.lr"), try nonNegative("groups.0.base_lr"))
        new.iterations = try count("state.n_iter")
        new.evaluations = try count("state.func_evals")
        (new.scale, new.length) = (try nonNegative("state.H_diag"), try nonNegative("state.t"))
        new.direction = try tensor("state.d", rank: 1)
        new.gradient = try tensor("state.prev_flat_grad", rank: 1)
        let steps = try tensor("state.old_stps", rank: 2)
        let changes = try tensor("state.old_dirs", rank: 2)
        guard steps?.shape == changes?.shape, (new.direction == nil) == (new.gradient == nil),
            new.direction != nil || new.iterations == 0 && steps == nil
        else {
            throw TensorError(
                .name, "loadStateDict", expected: "directions and gradients that belong together",
                got: state.keys.filter { $0.hasPrefix("state.") }.joined(separator: ", "))
        }
        if let steps, let changes {
            for row in 0..<steps.shape[0] {
                new.pairs.append((try steps[.at(row)].clone(), try changes[.at(row)].clone()))
            }
        }
        let unknown = state.keys.filter { !used.contains($0) }
        guard unknown.isEmpty else {
            throw TensorError(
                .name, "loadStateDict", expected: "names of this optimizer's state",
                got: unknown.joined(separator: ", "))
        }
        memory = new
        learningRates.restore(rate, base: base, group: 0)
    }
}
