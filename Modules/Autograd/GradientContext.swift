import Kernels

/// What a gradient rule works with: the call's options and kept tensors, the gradients that came
/// back for its outputs, and where to send those of its inputs.
public struct GradientContext<Op: Operation> {
    /// The operation with its options.
    public let operation: Op
    private let savedValue: Op.Saved?
    private let node: OperationNode
    let pass: BackwardPass

    @inline(__always)
    init(_ operation: Op, _ saved: Op.Saved?, _ node: OperationNode, _ pass: BackwardPass) {
        self.operation = operation
        savedValue = saved
        self.node = node
        self.pass = pass
    }

    /// The gradient of the output, for operations that have one.
    public var upstream: Tensor {
        guard let first = pass.upstream.first else {
            preconditionFailure(
                "\(Op.name): it has several outputs, so use upstream(_:); or it was taken")
        }
        return first
    }

    /// The gradient of an output, nil when nothing came back for it.
    public func upstream(_ index: Int) -> Tensor? { pass.upstream[index] }

    /// Takes the gradient of the output for good, so that a rule may write over it when nobody else
    /// holds it.
    func takeUpstream() -> Tensor {
        guard let first = pass.upstream.take(0) else {
            preconditionFailure("\(Op.name): the upstream gradient is there once")
        }
        return first
    }

    /// An input, for operations that save them.
    public func input(_ index: Int = 0) -> Tensor {
        guard let tensor = node.withInput(index, { $0.tensor }) else {
            preconditionFailure("\(Op.name): its rule uses inputs, so `saves` must name them")
        }
        return tensor
    }

    /// An output, for operations that save them; part of the graph, so that its own gradient
    /// counts in higher derivatives.
    public func output(_ index: Int = 0) -> Tensor {
        guard let output = node.output(index) else {
            preconditionFailure("\(Op.name): its rule uses outputs, so `saves` must name them")
        }
        guard pass.createsGraph else { return output }
        let tensor = output.view(output.body.view)
        tensor.body.node = node
        tensor.body.output = index
        return tensor
    }

    /// What the forward pass computed for the rule.
    public var saved: Op.Saved {
        guard let savedValue else {
            preconditionFailure("\(Op.name): its rule uses `saved`, so `forward` must set it")
        }
        return savedValue
    }

    /// The shape of an input.
    public func shape(of index: Int = 0) -> Shape { layout(of: index).shape }

    /// How an input lay.
    func layout(of index: Int = 0) -> ArrayLayout { node.withInput(index) { $0.inputLayout } }

    /// What the gradient of an input looks like.
    func spec(of index: Int) -> TensorSpec {
        let layout = layout(of: index)
        return layout.isContiguous
            ? TensorSpec(layout: layout) : TensorSpec(layout.shape, layout.dtype)
    }

    /// The element type of an input.
    public func dtype(of index: Int = 0) -> DType { layout(of: index).dtype }

    /// How many inputs the call had.
    public var inputCount: Int { node.inputCount }

    /// Whether an input's gradient is wanted.
    public func needs(_ index: Int) -> Bool {
        guard let source = node.withInput(index, { $0.source }) else { return false }
        return pass.needs(source)
    }

    /// Sends an input its gradient, which is computed only when it is wanted.
    ///
    /// The gradient must have the input's shape; it is converted to the input's element type.
    @inline(__always)
    public func propagate(
        to index: Int = 0, _ gradient: () throws(TensorError) -> Tensor
    ) throws(TensorError) {
        // Each part is read for itself, which counts no references of the others.
        guard let source = node.withInput(index, { $0.source }), pass.needs(source) else { return }
        var value = try gradient()
        try pass.check(&value, layout(of: index), Op.name, input: index)
        try pass.add(value, to: source, output: node.withInput(index) { $0.output })
    }
}
