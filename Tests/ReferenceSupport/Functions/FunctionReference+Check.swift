import Autograd

extension FunctionReference {
    /// Compares every case of a fixture: values, gradients by both forms of the rule, and gradients
    /// of gradients.
    package func check(_ file: ReferenceFile) throws -> Findings {
        var findings = Findings()
        for each in file.cases {
            do {
                if each["refused"] != nil {
                    check(refusal: each, &findings)
                } else if let difference = each.options.text("difference") {
                    try check(difference, of: each, file, &findings)
                } else {
                    try compare(each, file, &findings)
                    findings.cases += 1
                }
            } catch {
                findings.complain("\(each.name): \(error)")
            }
        }
        return findings
    }

    /// What PyTorch refuses must throw here, unless that is a difference.
    private func check(refusal each: ReferenceCase, _ findings: inout Findings) {
        let inputs = each.numbered("input").map(\.tensor)
        let isDifference = each.options.text("difference").flatMap(Difference.named) != nil
        do {
            let result = try call(inputs, each.options)
            if isDifference { return }
            findings.complain("\(each.name): PyTorch refuses it; here it gives \(result)")
        } catch let error as TensorError {
            findings.refusals += 1
            if isDifference { findings.complain("\(each.name): is refused: \(error)") }
        } catch {
            findings.complain("\(each.name): \(error)")
        }
    }

    /// A case where this library means to differ must do so, and be explained.
    private func check(
        _ difference: String, of each: ReferenceCase, _ file: ReferenceFile,
        _ findings: inout Findings
    ) throws {
        guard Difference.named(difference) != nil else {
            return findings.complain("\(each.name): \(difference) is not among the differences")
        }
        var own = Findings()
        do { try compare(each, file, &own) } catch let error as TensorError {
            own.complain("\(error)")
        }
        if own.complaints.isEmpty {
            findings.complain("\(each.name): no longer differs; drop the difference \(difference)")
        }
    }

    private func compare(
        _ each: ReferenceCase, _ file: ReferenceFile, _ findings: inout Findings
    ) throws {
        var inputs = each.numbered("input").map(\.tensor)
        let tracked = each.numbered("gradient").map(\.index)
        for index in tracked {
            inputs[index] = inputs[index].detach()
            try inputs[index].requireGrad()
        }
        let outputs = try call(inputs, each.options)
        let values = each.numbered("value")
        guard outputs.count == values.count else {
            return findings.complain("\(each.name): \(outputs.count) results, not \(values.count)")
        }
        for (index, value) in values {
            findings.compare(
                outputs[index].detach(), value, in: each.dtype, .value, file[.value],
                "\(each.name) value \(index)")
        }
        guard !tracked.isEmpty else { return }
        try compareGradients(each, file, inputs, outputs, tracked, &findings)
    }

    private func compareGradients(
        _ each: ReferenceCase, _ file: ReferenceFile, _ inputs: [Tensor], _ outputs: [Tensor],
        _ tracked: [Int], _ findings: inout Findings
    ) throws {
        let upstreams = each.numbered("upstream")
        let wanted = tracked.map { inputs[$0] }
        func compare(_ gradients: [Tensor?], _ what: String, _ quantity: Quantity) throws {
            for (place, gradient) in gradients.enumerated() {
                let theirs = try each.required("\(what)\(tracked[place])")
                findings.compare(
                    try gradient?.detach() ?? .zeros(theirs.shape, dtype: wanted[place].dtype),
                    theirs,
                    in: each.dtype, quantity, file[quantity],
                    "\(each.name) \(what) \(tracked[place])")
            }
        }
        let results = upstreams.map { outputs[$0.index] }
        let fused = try gradients(of: results, wanted, upstreams.map(\.tensor), creating: false)
        try compare(fused, "gradient", .gradient)
        let leaves = try upstreams.map { try leaf($0.tensor) }
        let composed = try gradients(of: results, wanted, leaves, creating: true)
        try compare(composed, "gradient", .gradient)

        let directions = tracked.compactMap { each["direction\($0)"] }
        guard directions.count == tracked.count else { return }
        let terms = zip(composed, directions).filter { $0.0 != nil }
        let seconds = try gradients(
            of: terms.compactMap(\.0), wanted + leaves, terms.map(\.1), creating: false)
        try compare(Array(seconds.prefix(wanted.count)), "second", .second)
        for (place, tangent) in seconds.dropFirst(wanted.count).enumerated() {
            let index = upstreams[place].index
            let theirs = try each.required("tangent\(index)")
            findings.compare(
                try tangent?.detach() ?? .zeros(theirs.shape, dtype: leaves[place].dtype), theirs,
                in: each.dtype, .second, file[.second], "\(each.name) tangent \(index)")
        }
    }

    private func leaf(_ tensor: Tensor) throws -> Tensor {
        var leaf = tensor.detach()
        try leaf.requireGrad()
        return leaf
    }

    /// The gradients of those outputs that are tracked; nil where nothing depends on the input.
    private func gradients(
        of outputs: [Tensor], _ inputs: [Tensor], _ upstreams: [Tensor], creating: Bool
    ) throws -> [Tensor?] {
        let pairs = zip(outputs, upstreams).filter { $0.0.requiresGrad }
        guard !pairs.isEmpty else { return inputs.map { _ in nil } }
        return try grad(
            of: pairs.map(\.0), wrt: inputs, gradients: pairs.map(\.1), retainGraph: true,
            createGraph: creating, allowUnused: true)
    }
}
