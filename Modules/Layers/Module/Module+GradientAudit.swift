extension Module {
    /// Looks through the gradients that `backward()` has gathered: which are absent, zero
    /// everywhere, or not finite.
    ///
    /// - Throws: ``TensorError`` when the module holds parameters where they cannot be found.
    public func auditGradients() throws -> GradientAudit {
        try audit { ($0.grad, .unknown) }
    }

    /// Computes a loss and its gradients, and tells of each parameter without one why that is: the
    /// operation that cut its path, and where in your code it was called.
    ///
    /// ```swift
    /// final class Rounded: Layer {
    ///     let first: Linear
    ///     let second: Linear
    ///     init() throws {
    ///         first = try Linear(4, 3)
    ///         second = try Linear(3, 1)
    ///     }
    ///     func forward(_ x: Tensor) throws -> Tensor { try second(first(x).round()) }
    /// }
    ///
    /// let model = try Rounded()
    /// print(try model.auditGradients { try model(Tensor.ones(2, 4)).sum() })
    /// // 2 of 4 parameters have no gradient to learn from:
    /// //   first.weight: no gradient: cut by round, which has the gradient zero everywhere, in
    /// //   Rounded.forward(_:) (Rounded.swift:8)
    /// ```
    /// The parameters' gathered gradients stay as they are.
    ///
    /// - Parameter loss: Computes a scalar, on the calling thread.
    /// - Throws: What `loss` throws; ``TensorError`` when it gives no scalar, or the module holds
    ///   parameters where they cannot be found.
    public func auditGradients(of loss: () throws -> Tensor) throws -> GradientAudit {
        let paths = PathRecord()
        let output = try paths.record(loss)
        let tracked = parameters().filter(\.requiresGrad)
        // Looked up before the pass, which frees the graph.
        let ends = tracked.map { paths.end(of: $0.value, before: output) }
        let gradients: [Tensor?] =
            output.requiresGrad && !tracked.isEmpty
            ? try grad(of: [output], wrt: tracked.map(\.value), allowUnused: true)
            : tracked.map { _ in nil }
        var results: [ObjectIdentifier: (Tensor?, GradientAudit.Cause)] = [:]
        for (index, parameter) in tracked.enumerated() {
            results[ObjectIdentifier(parameter)] = (
                gradients[index], GradientAudit.Cause(ends[index])
            )
        }
        return try audit { results[ObjectIdentifier($0)] ?? (nil, .unknown) }
    }

    /// The audit of what `look` finds for each parameter that is not frozen.
    private func audit(
        _ look: (Parameter) -> (gradient: Tensor?, cause: GradientAudit.Cause)
    ) throws -> GradientAudit {
        let parameters = parameters()
        if let problem = parameters.problem { throw problem }
        var entries: [GradientAudit.Entry] = []
        var frozen: [String] = []
        for (name, parameter) in zip(parameters.names, parameters) {
            guard parameter.requiresGrad else {
                frozen.append(name)
                continue
            }
            let (gradient, cause) = look(parameter)
            if let finding = try GradientAudit.Finding(gradient, orElse: cause) {
                entries.append(GradientAudit.Entry(parameter: name, finding: finding))
            }
        }
        return GradientAudit(
            entries: entries, frozen: frozen, parameterCount: parameters.count)
    }
}

extension GradientAudit.Finding {
    /// What is the matter with a gradient, nil when nothing is.
    fileprivate init?(
        _ gradient: Tensor?, orElse cause: GradientAudit.Cause
    ) throws(TensorError) {
        guard let gradient else {
            self = .absent(cause)
            return
        }
        if let element = try gradient.firstNonFinite() {
            self = .notFinite("\(element.value)", at: element.index)
        } else if gradient.count > 0,
            gradient.toArray(as: Double.self).allSatisfy({ $0 == 0 })
        {
            self = .zero
        } else {
            return nil
        }
    }
}

extension GradientAudit.Cause {
    /// Why a pass left a parameter out; `end` is nil when it did not.
    fileprivate init(_ end: PathEnd?) {
        switch end {
        case nil: self = .withheld
        case .neverUsed: self = .neverUsed
        case .unused(let call): self = .unused(after: call)
        case .cut(let cuts): self = .cut(cuts)
        }
    }
}
