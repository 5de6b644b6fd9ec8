import Optimizers

extension OptimizerCheck {
    mutating func checkDescent() throws {
        let parameters = try Self.parameters()
        let optimizer = try make(parameters, lr)
        func loss() throws -> Tensor {
            try parameters.reduce(Tensor.zeros([], dtype: .float64)) {
                try $0 + $1.value.square().sum()
            }
        }
        let before = try loss().item()
        for _ in 0..<30 {
            optimizer.zeroGrad()
            try loss().backward()
            try optimizer.step()
        }
        let after = try loss().item()
        if !(after < 0.9 * before) {
            findings.fail("descent", "30 steps on Σ x² lead from \(before) to \(after)")
        }
    }

    mutating func checkZeroRate() throws {
        let parameters = try Self.parameters()
        let before = try Self.values(parameters)
        let optimizer = try make(parameters, 0)
        try Self.setGradients(parameters, step: 1)
        try optimizer.step()
        if try !Self.areSame(before, Self.values(parameters)) {
            findings.fail("learning rate 0", "a step changes parameters")
        }
    }

    mutating func checkGradients() throws {
        let parameters = try Self.parameters()
        let optimizer = try make(parameters, lr)
        guard
            optimizer.parameters.map(ObjectIdentifier.init) == parameters.map(ObjectIdentifier.init)
        else { return findings.fail("gradients", "`parameters` are not those it was made with") }
        try Self.setGradients(parameters, step: 1)
        parameters[1].grad = nil
        let (values, gradients) = (try Self.values(parameters), parameters.map(\.grad))
        try optimizer.step()
        let after = try Self.values(parameters)
        for index in parameters.indices {
            let isSame = try after[index].hasBits(of: values[index])
            if index == 1, !isSame {
                findings.fail("gradients", "a step changes a parameter without a gradient")
            }
            if index != 1, isSame {
                findings.fail("gradients", "a step does not change a parameter with a gradient")
            }
            if try !Tensor.haveSameBits(parameters[index].grad, gradients[index]) {
                findings.fail("gradients", "a step changes a gradient")
            }
        }
        optimizer.zeroGrad()
        if parameters.contains(where: { $0.grad != nil }) {
            findings.fail("gradients", "zeroGrad() leaves a gradient")
        }
        try optimizer.step()
        if try !Self.areSame(after, Self.values(parameters)) {
            findings.fail("gradients", "a step without gradients changes parameters")
        }
    }

    /// A parameter whose gradient comes late takes a first step then, as if it were alone.
    mutating func checkFirstSteps() throws {
        let (late, alone) = (try Self.parameters(), try Self.parameters())
        let (optimizer, other) = (try make(late, lr), try make(alone, lr))
        for step in 1...2 {
            try Self.setGradients(late, step: step)
            late[1].grad = nil
            try optimizer.step()
        }
        for step in 3...4 {
            try Self.setGradients(late, step: step)
            try Self.setGradients(alone, step: step)
            try optimizer.step()
            try other.step()
        }
        if try !late[1].value.hasBits(of: alone[1].value) {
            findings.fail(
                "first steps",
                "a parameter whose gradient comes at step 3 moves otherwise than in a first step: "
                    + "count steps for each parameter")
        }
    }

    mutating func checkTypes() throws {
        for dtype in [DType.float32, .float64] {
            let parameters = try Self.parameters(dtype)
            let optimizer = try make(parameters, lr)
            let scheduler = try CosineAnnealingLR(optimizer, tMax: 7)
            for step in 1...3 {
                try Self.setGradients(parameters, step: step)
                try optimizer.step()
                optimizer.lr *= 0.7
                scheduler.step()
            }
            for parameter in parameters where parameter.value.dtype != dtype {
                findings.fail(
                    "types", "a parameter of \(dtype) became \(parameter.value.dtype)")
            }
            for parameter in parameters where !parameter.value.requiresGrad {
                findings.fail("types", "a parameter of \(dtype) lost requiresGrad")
            }
        }
    }
}
