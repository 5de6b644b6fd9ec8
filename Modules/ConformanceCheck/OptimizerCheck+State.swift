import Optimizers

extension OptimizerCheck {
    /// Six steps in a row, and three with a state saved and loaded between, give the same bits.
    mutating func checkResumption() throws {
        for dtype in [DType.float32, .float64] {
            let whole = try Self.parameters(dtype)
            let optimizer = try make(whole, lr)
            for step in 1...3 {
                try Self.setGradients(whole, step: step)
                try optimizer.step()
            }
            optimizer.lr = lr / 3
            let parts = try whole.map { Parameter(try $0.value.detach().clone()) }
            // Another rate: the state's is to take its place.
            let resumed = try make(parts, lr * 2)
            let state = optimizer.stateDict()
            try resumed.loadStateDict(state)
            if let name = try state.firstDifference(from: resumed.stateDict()) {
                findings.fail("state", "\"\(name)\" differs after it was loaded")
            }
            for step in 4...6 {
                try Self.setGradients(whole, step: step)
                try Self.setGradients(parts, step: step)
                try optimizer.step()
                try resumed.step()
            }
            if try !Self.areSame(Self.values(whole), Self.values(parts)) {
                findings.fail("state", "\(dtype): a resumed run gives other bits than a whole one")
            }
        }
    }

    /// A state that does not fit throws, and changes nothing.
    mutating func checkWrongStates() throws {
        let parameters = try Self.parameters()
        let optimizer = try make(parameters, lr)
        for step in 1...2 {
            try Self.setGradients(parameters, step: step)
            try optimizer.step()
        }
        let state = optimizer.stateDict()
        var wrong: [(String, StateDictionary)] = [("an empty state", StateDictionary())]
        for (name, tensor) in state {
            var without = state
            without[name] = nil
            // Older states do not tell groups.
            if !name.hasSuffix(".group") {
                wrong.append(("a state without \"\(name)\"", without))
            }
            guard tensor.rank > 0 else { continue }
            var longer = state
            longer[name] = try tensor.unsqueeze(dim: 0)
            wrong.append(("a state with \"\(name)\" of another shape", longer))
            var other = state
            other[name] = try tensor.to(dtype: tensor.dtype == .float32 ? .float64 : .float32)
            wrong.append(("a state with \"\(name)\" of another type", other))
        }
        var more = state
        more["no.such.name"] = try Tensor.zeros([1])
        wrong.append(("a state with a name too many", more))
        let fewer = try make([Parameter(try .zeros([2], dtype: .float64))], lr)
        wrong.append(("the state of other parameters", fewer.stateDict()))
        for (what, wrongState) in wrong {
            findings.expectError("wrong states", what) { try optimizer.loadStateDict(wrongState) }
            if let name = try state.firstDifference(from: optimizer.stateDict()) {
                return findings.fail("wrong states", "\(what) changes \"\(name)\"")
            }
        }
    }

    mutating func checkRefusals() {
        func expect(_ what: String, _ body: () throws -> Void) {
            findings.expectError("refusals", what, body)
        }
        for rate in [-0.1, .infinity, .nan] {
            expect("the learning rate \(rate)") { _ = try make(Self.parameters(), rate) }
        }
        expect("an empty list of parameters") { _ = try make([], lr) }
        expect("the same parameter twice") {
            let parameters = try Self.parameters()
            _ = try make(parameters + [parameters[0]], lr)
        }
    }

    /// Every group moves as an optimizer of its own does with its learning rate.
    mutating func checkGroups() throws {
        guard let groups else { return }
        let rates = [lr, lr / 4]
        let together = try rates.indices.map { try Self.parameters(seed: 20 * $0) }
        let alone = try rates.indices.map { try Self.parameters(seed: 20 * $0) }
        let optimizer = try groups(zip(together, rates).map { (parameters: $0, lr: $1) })
        let others = try zip(alone, rates).map { try make($0, $1) }
        guard (0..<optimizer.learningRates.count).map({ optimizer.learningRates[$0] }) == rates
        else {
            return findings.fail("groups", "expected the learning rates \(rates)")
        }
        func step(_ number: Int) throws {
            for group in rates.indices {
                try Self.setGradients(together[group], step: number)
                try Self.setGradients(alone[group], step: number)
                try others[group].step()
            }
            try optimizer.step()
        }
        for number in 1...3 { try step(number) }
        for group in rates.indices
        where try !Self.areSame(Self.values(together[group]), Self.values(alone[group])) {
            findings.fail(
                "groups", "group \(group) moves otherwise than alone at its learning rate")
        }
        optimizer.lr = lr / 2
        for other in others { other.lr = lr / 2 }
        try step(4)
        for group in rates.indices
        where try !Self.areSame(Self.values(together[group]), Self.values(alone[group])) {
            findings.fail("groups", "setting `lr` does not reach group \(group)")
        }
        let parameters = try Self.parameters()
        findings.expectError("groups", "one parameter in two groups") {
            _ = try groups([
                (parameters: parameters, lr: lr), (parameters: [parameters[1]], lr: lr),
            ])
        }
    }
}
