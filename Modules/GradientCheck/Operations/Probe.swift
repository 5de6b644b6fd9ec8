import Kernels

/// A sample's operation as a function of an array of tensors.
struct Probe<Op: Operation> {
    let operation: Op
    let pack: Op.Inputs
    var tensors: [Tensor]

    init(_ sample: Sample<Op>) {
        operation = sample.operation
        pack = sample.inputs
        tensors = (0..<pack.arity).map { sample.inputs[at: $0] }
    }

    /// The inputs that have gradients.
    var differentiable: [Int] { tensors.indices.filter { tensors[$0].dtype.isFloatingPoint } }

    /// The results, of all types.
    func callAsFunction(_ tensors: [Tensor]) throws -> [Tensor] {
        let outputs = try operation(Op.restricted(Self.pack(tensors, like: pack)))
        return (0..<outputs.arity).map { outputs[at: $0] }
    }

    /// What the operation says the results will be, nil when it does not accept the inputs.
    func inferred(_ tensors: [Tensor]) -> [TensorSpec]? {
        guard let specs = try? operation.infer(Self.pack(tensors, like: pack)) else { return nil }
        return (0..<specs.arity).map { specs[at: $0] }
    }

    /// A pack with the given tensors in place of its own.
    private static func pack(_ tensors: [Tensor], like pack: Op.Inputs) throws -> Op.Inputs {
        var next = 0
        return try pack.map { _ throws(TensorError) in
            defer { next += 1 }
            return tensors[next]
        }
    }

    /// The same with other tensors.
    func with(_ tensors: [Tensor]) -> Probe {
        var probe = self
        probe.tensors = tensors
        return probe
    }

    /// The same with the floating-point tensors in another type.
    func converted(to dtype: DType) throws -> Probe {
        with(try tensors.map { $0.dtype.isFloatingPoint ? try $0.to(dtype: dtype) : $0 })
    }
}

/// The results of a call with the gradients of its inputs.
struct Outcome {
    var outputs: [Tensor]
    /// For each tracked input; nil where nothing arrives.
    var gradients: [Tensor?] = []
}

extension Probe {
    /// Calls the operation, and takes the gradients of the tracked inputs.
    ///
    /// - Parameter layout: The layout of the upstream gradients.
    func outcome(
        tracked: [Int], createGraph: Bool = false, upstreamLayout: Layout? = nil
    ) throws -> Outcome {
        var leaves = tensors
        for index in tracked { try leaves[index].requireGrad() }
        let outputs = try self(leaves)
        let roots = outputs.filter(\.requiresGrad)
        guard !roots.isEmpty, !tracked.isEmpty else { return Outcome(outputs: outputs) }
        var upstreams = try Subject.upstreams(for: roots)
        if let upstreamLayout { upstreams = try upstreams.map { try upstreamLayout($0) ?? $0 } }
        let gradients = try grad(
            of: roots, wrt: tracked.map { leaves[$0] }, gradients: upstreams,
            createGraph: createGraph, allowUnused: true)
        return Outcome(
            outputs: try outputs.map { $0.detach() }, gradients: gradients.map { $0?.detach() })
    }
}
