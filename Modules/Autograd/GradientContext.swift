/// What a gradient rule works with: the call's options and kept tensors, the gradients that came
/// back for its outputs, and where to send those of its inputs.
public struct GradientContext<Op: Operation> {
    /// The operation with its options.
    public let operation: Op
    let content: OperationNode<Op>.Content
    let upstreams: Upstream
    let pass: BackwardPass
    let node: Node

    /// The gradient of the output, for operations that have one.
    public var upstream: Tensor {
        guard let first = upstreams.first else {
            preconditionFailure("\(Op.name): it has several outputs, so use upstream(_:)")
        }
        return first
    }

    /// The gradient of an output, nil when nothing came back for it.
    public func upstream(_ index: Int) -> Tensor? { upstreams[index] }

    /// An input, for operations that save them.
    public func input(_ index: Int = 0) -> Tensor {
        guard let tensor = content.records[at: index].tensor else {
            preconditionFailure("\(Op.name): its rule uses inputs, so `saves` must name them")
        }
        return tensor
    }

    /// An output, for operations that save them; part of the graph, so that its own gradient
    /// counts in higher derivatives.
    public func output(_ index: Int = 0) -> Tensor {
        guard let outputs = content.outputs else {
            preconditionFailure("\(Op.name): its rule uses outputs, so `saves` must name them")
        }
        guard pass.createsGraph else { return outputs[at: index] }
        let tensor = outputs[at: index].view(outputs[at: index].body.view)
        tensor.body.node = node
        tensor.body.output = index
        return tensor
    }

    /// What the forward pass computed for the rule.
    public var saved: Op.Saved {
        guard let saved = content.saved else {
            preconditionFailure("\(Op.name): its rule uses `saved`, so `forward` must set it")
        }
        return saved
    }

    /// The shape of an input.
    public func shape(of index: Int = 0) -> Shape { content.records[at: index].spec.shape }

    /// The element type of an input.
    public func dtype(of index: Int = 0) -> DType { content.records[at: index].spec.dtype }

    /// How many inputs the call had.
    public var inputCount: Int { content.records.arity }

    /// Whether an input's gradient is wanted.
    public func needs(_ index: Int) -> Bool {
        guard let source = content.records[at: index].source else { return false }
        return pass.needs(source)
    }

    /// Sends an input its gradient, which is computed only when it is wanted.
    ///
    /// The gradient must have the input's shape; it is converted to the input's element type.
    public func propagate(
        to index: Int = 0, _ gradient: () throws(TensorError) -> Tensor
    ) throws(TensorError) {
        let record = content.records[at: index]
        guard let source = record.source, pass.needs(source) else { return }
        var value = try gradient()
        guard value.shape == record.spec.shape else {
            throw TensorError(
                .gradient, Op.name,
                expected: "a gradient of input \(index)'s shape \(record.spec.shape)",
                got: "\(value.shape)", hint: "The operation's gradient rule is wrong.")
        }
        if value.dtype != record.spec.dtype { value = try value.to(dtype: record.spec.dtype) }
        if let mutation = ThreadState.current.mutation, mutation.operation == Op.name,
            mutation.input == index
        {
            value = value * mutation.factor
        }
        try pass.add(value, to: source, output: record.output)
    }
}
