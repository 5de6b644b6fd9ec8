import Layers
import Optimizers

/// Compares a layer, built from the specification in its fixture, with PyTorch's in three steps of
/// training.
package enum LayerReference {
    /// Compares every case: values, gradients of inputs and parameters, and the state after the
    /// steps.
    package static func check(_ file: ReferenceFile) throws -> Findings {
        var findings = Findings()
        for each in file.cases {
            do {
                try LayerRun(each, file).compare(&findings)
                findings.cases += 1
            } catch {
                findings.complain("\(each.name): \(error)")
            }
        }
        return findings
    }
}

/// One case in training.
private struct LayerRun {
    let each: ReferenceCase
    let file: ReferenceFile
    let model: Sequential

    init(_ each: ReferenceCase, _ file: ReferenceFile) throws {
        self.each = each
        self.file = file
        model = try Sequential(json: each.required("specification").text)
        if each.dtype == .float64 { try model.makeDouble() }
        var state = StateDictionary()
        for (key, tensor) in each.named("state.") { state[key] = tensor }
        try model.loadStateDict(state)
        // Labels say when a case is not in training.
        model.train(!each.label.hasSuffix("evaluating"))
    }

    func compare(_ findings: inout Findings) throws {
        let parameters = model.parameters()
        let optimizer = parameters.isEmpty ? nil : try SGD(parameters, lr: 0.1, momentum: 0.9)
        for (index, input) in each.numbered("input") {
            var leaf = input.detach()
            if input.dtype.isFloatingPoint { try leaf.requireGrad() }
            let value = try model(leaf)
            compare(
                value.detach(), try each.required("value\(index)"), .value, "value \(index)",
                &findings)
            optimizer?.zeroGrad()
            try value.backward(gradient: each.required("upstream\(index)"))
            if leaf.requiresGrad {
                compare(
                    leaf.grad, try each.required("gradient\(index)"), .gradient,
                    "gradient \(index)", &findings)
            }
            for (key, parameter) in model.namedParameters() {
                compare(
                    parameter.grad, try each.required("gradient\(index).\(key)"), .gradient,
                    "gradient \(index) of \(key)", &findings)
            }
            try optimizer?.step()
        }
        let state = model.stateDict()
        for (key, theirs) in each.named("after.") {
            compare(state[key], theirs, .state, "\(key) after three steps", &findings)
        }
        let evaluated = try model.eval()(each.required("input0"))
        compare(evaluated.detach(), try each.required("evaluated"), .value, "evaluation", &findings)
    }

    private func compare(
        _ ours: Tensor?, _ theirs: Tensor, _ quantity: Quantity, _ what: String,
        _ findings: inout Findings
    ) {
        findings.compare(
            ours, theirs, in: each.dtype, quantity, file[quantity], "\(each.name) \(what)")
    }
}

extension Module {
    /// Has all parameters and buffers that are floating-point in float64.
    fileprivate func makeDouble() throws {
        for parameter in parameters() {
            parameter.value = try parameter.value.detach().to(dtype: .float64)
        }
        for (_, buffer) in namedBuffers() where buffer.value.dtype.isFloatingPoint {
            buffer.value = try buffer.value.to(dtype: .float64)
        }
    }
}
