extension Module {
    /// Runs `body` with tensors in the place of parameters of this module, by their names.
    ///
    /// Gradients reach the tensors, which may themselves be computed from others: for steps that
    /// are differentiated, and for derivatives by weights with `jacobian`, `hessian` and the like.
    /// ```swift
    /// let (model, x) = (try Linear(3, 1), try Tensor.ones(2, 3))
    /// let h = try hessian(
    ///     of: { w in
    ///         try model.functionalCall(["weight": w]) { try model(x).square().sum() }
    ///     }, at: model.weight)
    /// ```
    /// Other parameters keep their values, and so do all parameters on other threads. Assigning to a
    /// parameter within `body` changes the parameter, which is seen afterwards.
    ///
    /// - Throws: What `body` throws; ``TensorError`` when there is no parameter of a name, or a
    ///   tensor has another shape or type than its parameter.
    ///
    /// Source: PyTorch 2.13, `torch.func.functional_call`.
    public func functionalCall<Result>(
        _ parameters: [String: Tensor], _ body: () throws -> Result
    ) throws -> Result {
        let contents = ModuleContents(of: self)
        if let problem = contents.problem { throw problem }
        let cells = Dictionary(
            contents.parameters.map { ($0.name, $0.parameter) },
            uniquingKeysWith: { first, _ in first }
        )
        var values: [(parameter: Parameter, value: Tensor)] = []
        for (name, tensor) in parameters.sorted(by: { $0.key < $1.key }) {
            guard let cell = cells[name] else {
                throw TensorError(
                    .name, "functionalCall", expected: "names of parameters of \(type(of: self))",
                    got: "\"\(name)\"", hint: "They are \(contents.parameters.map(\.name)).")
            }
            let own = cell.value
            guard tensor.shape == own.shape, tensor.dtype == own.dtype else {
                throw TensorError(
                    .shape, "functionalCall", expected: "\(own.dtype) \(own.shape) for \"\(name)\"",
                    got: "\(tensor.dtype) \(tensor.shape)", inputs: [tensor])
            }
            values.append((cell, tensor))
        }
        return try ParameterSubstitution(values).substitute(body)
    }

    /// The value of a loss and its gradients by the parameters' names; no parameter's `grad`
    /// changes.
    ///
    /// ```swift
    /// let (model, x) = (try Linear(3, 1), try Tensor.ones(2, 3))
    /// let (loss, gradients) = try model.valueAndGrad { try model(x).sum() }
    /// print(loss, gradients["weight"] ?? "none")
    /// ```
    /// - Parameter loss: Computes one number with this module.
    /// - Returns: Gradients of all parameters that are not frozen and that the loss depends on.
    /// - Throws: What `loss` throws; ``TensorError`` when it gives no single number, or the module
    ///   holds parameters where they cannot be found.
    public func valueAndGrad(
        _ loss: () throws -> Tensor
    ) throws -> (value: Tensor, gradients: [String: Tensor]) {
        let list = parameters()
        if let problem = list.problem { throw problem }
        let value = try enableGrad { try loss() }
        let cells = zip(list.names, list).filter { $0.1.requiresGrad }
        guard value.requiresGrad, !cells.isEmpty else { return (value.detach(), [:]) }
        let found = try grad(
            of: [value], wrt: cells.map { $0.1.value }, allowUnused: true)
        var gradients: [String: Tensor] = [:]
        for ((name, _), gradient) in zip(cells, found) { gradients[name] = gradient }
        return (value.detach(), gradients)
    }
}
