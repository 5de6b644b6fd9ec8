extension Module {
    /// The modules right below this one with their names: PyTorch's `named_children()`.
    ///
    /// Those in an array or dictionary have its name before theirs, `blocks.0`: it is no module.
    public func namedChildren() -> [(name: String, module: any Module)] {
        ModuleContents(of: self).children
    }

    /// This module and all below it, each once.
    public func modules() -> [any Module] {
        var seen: Set<ObjectIdentifier> = []
        return namedModules().map(\.module).filter {
            seen.insert(ObjectIdentifier($0)).inserted
        }
    }

    /// Calls `change` with all modules below this one and then with this one, each once.
    ///
    /// ```swift
    /// let model = try Sequential(Linear(4, 8), ReLU(), Linear(8, 1))
    /// try model.apply { module in
    ///     guard let linear = module as? Linear else { return }
    ///     linear.weight = try .xavierUniform(linear.weight.shape)
    /// }
    /// ```
    /// - Returns: This module.
    @discardableResult
    public func apply<Failure: Error>(
        _ change: (any Module) throws(Failure) -> Void
    ) throws(Failure) -> Self {
        for module in modules().reversed() { try change(module) }
        return self
    }

    /// Has all parameters and buffers of a floating-point type in another one; gradients are
    /// cleared, and what is frozen stays so.
    ///
    /// - Returns: This module.
    /// - Throws: ``TensorError`` when `dtype` is no floating-point type, or the module holds
    ///   parameters where they cannot be found. Nothing has changed then.
    @discardableResult
    public func to(dtype: DType) throws -> Self {
        guard dtype.isFloatingPoint else {
            throw TensorError(
                .dtype, "to", expected: "a floating-point dtype for a module", got: "\(dtype)")
        }
        let contents = ModuleContents(of: self)
        if let problem = contents.problem { throw problem }
        let cells =
            contents.parameters.map { StateCell.parameter($0.parameter) }
            + contents.buffers.map { StateCell.buffer($0.buffer) }
        for cell in cells {
            let value = cell.value
            guard value.dtype.isFloatingPoint, value.dtype != dtype else { continue }
            cell.load(try value.detach().to(dtype: dtype))
        }
        return self
    }

    /// The modules with their parameters' counts, as lines of text.
    ///
    /// ```
    /// Sequential             42
    ///   0  Linear            16
    ///   1  ReLU               0
    ///   …
    /// 42 parameters, of which 26 are learnt
    /// ```
    public func summary() -> String {
        let rows = namedModules().map { name, module in
            let parts = name.split(separator: ".")
            let indent = String(repeating: "  ", count: parts.count)
            return (
                text: "\(indent)\(name.isEmpty ? "" : "\(name)  ")\(type(of: module))",
                count: "\(module.parameterCount)"
            )
        }
        let width = rows.map(\.text.count).max() ?? 0
        let digits = rows.map(\.count.count).max() ?? 0
        func pad(_ count: Int) -> String { String(repeating: " ", count: count) }
        let lines = rows.map { text, count in
            text + pad(width - text.count + 2 + digits - count.count) + count
        }
        let learnt = parameters().reduce(0) { $0 + ($1.requiresGrad ? $1.value.count : 0) }
        return (lines + ["\(parameterCount) parameters, of which \(learnt) are learnt"])
            .joined(separator: "\n")
    }
}
