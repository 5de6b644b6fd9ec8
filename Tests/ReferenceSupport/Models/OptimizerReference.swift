import Optimizers

/// How an optimizer is made for the cases of its fixture, and followed.
package struct OptimizerReference: Sendable {
    /// The type's name, and that of the fixture.
    package let name: String
    let make: @Sendable ([Parameter], CaseOptions) throws -> any Optimizer

    /// Every optimizer.
    package static let all: [OptimizerReference] = [
        .init(name: "ASGD") { parameters, options in
            try ASGD(
                parameters, lr: options.number("lr"), lambd: options.number("lambd", or: 1e-4),
                alpha: options.number("alpha", or: 0.75), t0: options.number("t0", or: 1e6),
                weightDecay: options.number("weight_decay", or: 0),
                maximize: options.flag("maximize", or: false))
        },
        .init(name: "Adadelta") { parameters, options in
            try Adadelta(
                parameters, lr: options.number("lr"), rho: options.number("rho", or: 0.9),
                eps: options.number("eps", or: 1e-6),
                weightDecay: options.number("weight_decay", or: 0),
                maximize: options.flag("maximize", or: false))
        },
        .init(name: "Adafactor") { parameters, options in
            let eps = try options.number("eps1", or: -1)
            return try Adafactor(
                parameters, lr: options.number("lr"),
                beta2Decay: options.number("beta2_decay", or: -0.8),
                eps: (eps < 0 ? nil : eps, options.number("eps2", or: 1e-3)),
                d: options.number("d", or: 1), weightDecay: options.number("weight_decay", or: 0),
                maximize: options.flag("maximize", or: false))
        },
        .init(name: "Adagrad") { parameters, options in
            try Adagrad(
                parameters, lr: options.number("lr"), lrDecay: options.number("lr_decay", or: 0),
                weightDecay: options.number("weight_decay", or: 0),
                initialAccumulatorValue: options.number("initial_accumulator_value", or: 0),
                eps: options.number("eps", or: 1e-10),
                maximize: options.flag("maximize", or: false))
        },
        .init(name: "Adam") { parameters, options in
            try Adam(
                parameters, lr: options.number("lr"), betas: options.betas,
                eps: options.number("eps", or: 1e-8),
                weightDecay: options.number("weight_decay", or: 0),
                amsgrad: options.flag("amsgrad", or: false),
                maximize: options.flag("maximize", or: false))
        },
        .init(name: "AdamW") { parameters, options in
            try AdamW(
                parameters, lr: options.number("lr"), betas: options.betas,
                eps: options.number("eps", or: 1e-8),
                weightDecay: options.number("weight_decay", or: 0.01),
                amsgrad: options.flag("amsgrad", or: false),
                maximize: options.flag("maximize", or: false))
        },
        .init(name: "Adamax") { parameters, options in
            try Adamax(
                parameters, lr: options.number("lr"), betas: options.betas,
                eps: options.number("eps", or: 1e-8),
                weightDecay: options.number("weight_decay", or: 0),
                maximize: options.flag("maximize", or: false))
        },
        .init(name: "LBFGS") { parameters, options in
            try LBFGS(
                parameters, lr: options.number("lr"), maxIter: options.integer("max_iter", or: 20),
                maxEval: options.has("max_eval") ? options.integer("max_eval") : nil,
                historySize: options.integer("history_size", or: 100),
                lineSearch: options.has("line_search_fn") ? .strongWolfe : .fixed)
        },
        .init(name: "Lion") { parameters, options in
            try Lion(
                parameters, lr: options.number("lr"),
                betas: (options.number("beta1", or: 0.9), options.number("beta2", or: 0.99)),
                weightDecay: options.number("weight_decay", or: 0))
        },
        .init(name: "Muon") { parameters, options in
            try Muon(
                parameters, lr: options.number("lr"),
                weightDecay: options.number("weight_decay", or: 0.1),
                momentum: options.number("momentum", or: 0.95),
                nesterov: options.flag("nesterov", or: true),
                nsSteps: options.integer("ns_steps", or: 5),
                adjustLR: options.has("adjust_lr_fn") ? .matchRMSAdamW : .original)
        },
        .init(name: "NAdam") { parameters, options in
            try NAdam(
                parameters, lr: options.number("lr"), betas: options.betas,
                eps: options.number("eps", or: 1e-8),
                weightDecay: options.number("weight_decay", or: 0),
                momentumDecay: options.number("momentum_decay", or: 4e-3),
                decoupledWeightDecay: options.flag("decoupled_weight_decay", or: false),
                maximize: options.flag("maximize", or: false))
        },
        .init(name: "RAdam") { parameters, options in
            try RAdam(
                parameters, lr: options.number("lr"), betas: options.betas,
                eps: options.number("eps", or: 1e-8),
                weightDecay: options.number("weight_decay", or: 0),
                decoupledWeightDecay: options.flag("decoupled_weight_decay", or: false),
                maximize: options.flag("maximize", or: false))
        },
        .init(name: "RMSprop") { parameters, options in
            try RMSprop(
                parameters, lr: options.number("lr"), alpha: options.number("alpha", or: 0.99),
                eps: options.number("eps", or: 1e-8),
                weightDecay: options.number("weight_decay", or: 0),
                momentum: options.number("momentum", or: 0),
                centered: options.flag("centered", or: false),
                maximize: options.flag("maximize", or: false))
        },
        .init(name: "Rprop") { parameters, options in
            try Rprop(
                parameters, lr: options.number("lr"),
                etas: (options.number("eta_minus", or: 0.5), options.number("eta_plus", or: 1.2)),
                stepSizes: (
                    options.number("step_size_min", or: 1e-6),
                    options.number("step_size_max", or: 50)
                ), maximize: options.flag("maximize", or: false))
        },
        .init(name: "SGD") { parameters, options in
            try SGD(
                parameters, lr: options.number("lr"), momentum: options.number("momentum", or: 0),
                dampening: options.number("dampening", or: 0),
                weightDecay: options.number("weight_decay", or: 0),
                nesterov: options.flag("nesterov", or: false),
                maximize: options.flag("maximize", or: false))
        },
    ]

    /// The one of a name.
    package static func named(_ name: String) throws -> OptimizerReference {
        guard let reference = all.first(where: { $0.name == name }) else {
            throw ReferenceError("no way to make \(name): add it to OptimizerReference.all")
        }
        return reference
    }

    /// An optimizer of these parameters, with what keeps further tensors switched on.
    package func optimizer(of parameters: [Parameter], lr: Double) throws -> any Optimizer {
        try make(parameters, CaseOptions(name, ["lr=\(lr)", "momentum=0.9", "amsgrad=1"]))
    }

    /// Compares a parameter with PyTorch's after each step of every case.
    ///
    /// In float32 the reference is PyTorch's float32; both round.
    package func check(_ file: ReferenceFile) throws -> Findings {
        var findings = Findings()
        for each in file.cases {
            do {
                try follow(each, file, &findings)
                findings.cases += 1
            } catch {
                findings.complain("\(each.name): \(error)")
            }
        }
        return findings
    }

    private func follow(
        _ each: ReferenceCase, _ file: ReferenceFile, _ findings: inout Findings
    ) throws {
        guard let initial = file.shared["\(each.label).initial"] else {
            throw ReferenceError("\(each.name) lacks its start")
        }
        // A copy: steps write in place, and the fixture's tensor serves other cases.
        let parameter = Parameter(try initial.to(dtype: each.dtype).clone())
        let optimizer = try make([parameter], each.options)
        let expected = try each.required("parameters")
        let gradients = try file.shared["\(each.label).gradients"]?.to(dtype: each.dtype)
        var rows: [Tensor] = []
        for step in 0..<expected.shape[0] {
            if let minimizer = optimizer as? LBFGS {
                try minimizer.step { try Self.rosenbrock(parameter) }
            } else if let gradients {
                parameter.grad = try gradients[.at(step)].clone()
                try optimizer.step()
            } else {
                throw ReferenceError("\(each.name) lacks its gradients")
            }
            rows.append(try parameter.value.detach().clone())
        }
        findings.compare(
            try stack(rows), expected, in: each.dtype, .state,
            .one, each.name)
    }
}

extension OptimizerReference {
    /// Σ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)², gone backward from.
    private static func rosenbrock(_ parameter: Parameter) throws -> Tensor {
        parameter.grad = nil
        let x = parameter.value
        let (first, second) = (try x[..<(x.count - 1)], try x[1...])
        let loss = try ((second - first.square()).square() * 100 + (1 - first).square()).sum()
        try loss.backward()
        return loss
    }
}

extension CaseOptions {
    fileprivate var betas: (Double, Double) {
        get throws { (try number("beta1", or: 0.9), try number("beta2", or: 0.999)) }
    }
}
