import Optimizers

/// How an optimizer is made for the cases of its fixture, and followed.
package struct OptimizerReference: Sendable {
    /// The type's name, and that of the fixture.
    package let name: String
    let make: @Sendable ([Parameter], CaseOptions) throws -> any Optimizer

    /// Every optimizer.
    package static let all: [OptimizerReference] = [
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
        .init(name: "RMSprop") { parameters, options in
            try RMSprop(
                parameters, lr: options.number("lr"), alpha: options.number("alpha", or: 0.99),
                eps: options.number("eps", or: 1e-8),
                weightDecay: options.number("weight_decay", or: 0),
                momentum: options.number("momentum", or: 0),
                centered: options.flag("centered", or: false),
                maximize: options.flag("maximize", or: false))
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
        guard let initial = file.shared["\(each.label).initial"],
            let gradients = file.shared["\(each.label).gradients"]
        else { throw ReferenceError("\(each.name) lacks its start or its gradients") }
        // A copy: steps write in place, and the fixture's tensor serves other cases.
        let parameter = Parameter(try initial.to(dtype: each.dtype).clone())
        let optimizer = try make([parameter], each.options)
        let steps = try gradients.to(dtype: each.dtype)
        var rows: [Tensor] = []
        for step in 0..<steps.shape[0] {
            parameter.grad = try steps[.at(step)].clone()
            try optimizer.step()
            rows.append(try parameter.value.detach().clone())
        }
        findings.compare(
            try stack(rows), try each.required("parameters"), in: each.dtype, .state,
            .one, each.name)
    }
}

extension CaseOptions {
    fileprivate var betas: (Double, Double) {
        get throws { (try number("beta1", or: 0.9), try number("beta2", or: 0.999)) }
    }
}
