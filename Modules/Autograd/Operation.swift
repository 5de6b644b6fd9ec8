/// An operation on tensors: what it computes, for which shapes and types, and how gradients flow
/// through it.
///
/// One file holds all of it; nothing is listed elsewhere. A value of the type carries the
/// operation's options (an axis, a slope); calling it with inputs, `try Clamp(min: 0, max: 1)(x)`,
/// computes, and records the call when an input is tracked.
///
/// Packages outside this one add operations in the same way; ``ElementwiseUnary`` has an example.
public protocol Operation: Sendable {
    /// `Tensor`, ``Pair``, ``Triple`` or `[Tensor]`.
    associatedtype Inputs: TensorPack
    /// `Tensor` unless the operation gives several.
    associatedtype Outputs: TensorPack = Tensor
    /// What the forward pass computes for the gradient only, such as a mask.
    associatedtype Saved: Sendable = Void

    /// The name in errors, fixtures, the kernel table and the gradient-check command.
    static var name: String { get }

    /// Which tensors the graph keeps for the gradient rule.
    static var saves: Saves { get }

    /// How gradients flow back.
    static var gradient: Gradient<Self> { get }

    /// Whether elements are only moved, so that every element type works as it is.
    static var movesElements: Bool { get }

    /// Inputs that the gradient checker probes, away from points without a derivative.
    static var samples: [Sample<Self>] { get throws }

    /// The inputs that stand for others where not all are meant, as symmetric matrices for an
    /// operation that reads one triangle; the gradient checker differentiates through it. By default
    /// the same.
    static func restricted(_ inputs: Inputs) throws(TensorError) -> Inputs

    /// The shape and type of the result.
    ///
    /// - Throws: ``TensorError`` when the inputs do not fit the operation or each other.
    func infer(_ inputs: Inputs) throws(TensorError) -> Outputs.Specs

    /// Computes the result; inputs have been accepted by ``infer(_:)``, whose answer is `specs`.
    func forward(
        _ inputs: Inputs, _ specs: Outputs.Specs, saving saved: inout Saved?
    ) throws(TensorError) -> Outputs
}

/// Which tensors of a call the graph keeps.
public struct Saves: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// All inputs.
    public static let inputs = Saves(rawValue: 1)
    /// All outputs.
    public static let outputs = Saves(rawValue: 2)
}

/// How gradients flow back through an operation.
public enum Gradient<Op: Operation>: Sendable {
    /// A rule sends each input its gradient.
    public typealias Rule = @Sendable (GradientContext<Op>) throws(TensorError) -> Void

    /// By a rule made of tensor operations, so that it can itself be differentiated; `fused` does
    /// the same in one kernel and is used when no graph of the gradient is wanted.
    case rule(Rule, fused: Rule? = nil)

    /// The gradient is zero everywhere, as for `round`; the result is not tracked.
    case zero

    /// There is none: a tracked input is an error with this reason.
    case undefined(String)
}

/// An operation with inputs to probe its gradient at, in `float64`.
public struct Sample<Op: Operation>: Sendable {
    /// What the sample is about, for reports.
    public let label: String
    /// The operation with its options.
    public let operation: Op
    /// The inputs.
    public let inputs: Op.Inputs

    public init(_ label: String, _ operation: Op, _ inputs: Op.Inputs) {
        self.label = label
        self.operation = operation
        self.inputs = inputs
    }
}

extension Operation {
    public static var saves: Saves { [] }
    public static var movesElements: Bool { false }
    public static func restricted(_ inputs: Inputs) throws(TensorError) -> Inputs { inputs }

    /// Computes the result, recorded when an input is tracked and recording is on.
    ///
    /// - Throws: ``TensorError`` when the inputs do not fit, or a tracked tensor reaches an
    ///   operation without a gradient.
    public func callAsFunction(_ inputs: Inputs) throws(TensorError) -> Outputs {
        if CallWatch.isOn, let outputs = try CallWatch.call(self, inputs) { return outputs }
        // That of the deepest tracked input.
        var (depth, computes) = (-1, true)
        inputs.visit { input in
            if let node = input.body.node { depth = max(depth, node.depth) }
            if !input.body.layout.dtype.computes { computes = false }
        }
        guard computes || Self.movesElements else { return try applyConverted(inputs) }
        let isTracked = depth >= 0
        let specs = try infer(inputs)
        var saved: Saved?
        guard isTracked, isGradEnabled else { return try forward(inputs, specs, saving: &saved) }
        switch Self.gradient {
        case .zero:
            return try forward(inputs, specs, saving: &saved)
        case .undefined(let reason):
            throw TensorError(
                .gradient, Self.name,
                message: "has no gradient (\(reason)), but an input requires "
                    + "one. Detach the input, or compute inside noGrad.")
        case .rule:
            let outputs = try forward(inputs, specs, saving: &saved)
            return try record(inputs, outputs, saved, depth: depth + 1)
        }
    }

    /// The outputs with their place in the graph.
    private func record(
        _ inputs: Inputs, _ outputs: Outputs, _ saved: Saved?, depth: Int
    ) throws(TensorError) -> Outputs {
        // An operation without options that saves nothing needs no memory for what its rule captures.
        let rule: OperationNode.Rule =
            if Saved.self == Void.self {
                { node, pass throws(TensorError) in
                    try Self.run(GradientContext(self, nil, node, pass))
                }
            } else {
                { node, pass throws(TensorError) in
                    try Self.run(GradientContext(self, saved, node, pass))
                }
            }
        var tracked = outputs
        let keepsOutputs = Self.saves.contains(.outputs)
        let held = OperationNode.Held(
            rule, inputCount: inputs.arity, outputCount: keepsOutputs ? outputs.arity : 0,
            input: { InputRecord(inputs[at: $0], isKept: Self.saves.contains(.inputs)) },
            output: { outputs[at: $0] })
        var node = OperationNode(Self.self, depth: depth, held)
        if CallRecorder.isOn { node = CallRecorder.note(node) }
        if keepsOutputs || Saved.self != Void.self || Self.movesElements {
            // What the record, or the caller, may hold must not hold the record.
            tracked = try outputs.map { output throws(TensorError) in output.view(output.body.view)
            }
        }
        for index in 0..<tracked.arity {
            let body = tracked[at: index].body
            guard body.layout.dtype.isFloatingPoint else { continue }
            body.node = node
            body.output = index
        }
        return tracked
    }

    /// Runs the fused rule, or where higher derivatives are wanted the composed one.
    private static func run(_ context: GradientContext<Self>) throws(TensorError) {
        guard case .rule(let rule, let fused) = gradient else {
            preconditionFailure("only calls with a rule are recorded")
        }
        if let fused, !context.pass.createsGraph { try fused(context) } else { try rule(context) }
    }

    /// Storage types compute in their computing type; results come back in the storage type.
    private func applyConverted(_ inputs: Inputs) throws(TensorError) -> Outputs {
        var promoted = inputs[at: 0].dtype
        for index in 0..<inputs.arity {
            promoted = promoted.promoted(with: inputs[at: index].dtype)
        }
        let converted = try inputs.map { tensor throws(TensorError) in
            try tensor.to(dtype: tensor.dtype.computeType)
        }
        return try self(converted).map { tensor throws(TensorError) in
            tensor.dtype == promoted.computeType ? try tensor.to(dtype: promoted) : tensor
        }
    }
}
