import Synchronization

/// The record of one call of an operation: a node with inputs.
class Node: GraphNode, @unchecked Sendable {
    /// The operation's name.
    var name: String { preconditionFailure("each record knows its operation") }

    /// Sends the gradients of the inputs to `pass`, given those of the outputs.
    func run(_ upstream: Upstream, _ pass: BackwardPass) throws(TensorError) {
        preconditionFailure("each record has a rule")
    }

    /// Whether a backward pass has freed what the rule needs.
    var isFreed: Bool { preconditionFailure("each record knows what it holds") }

    /// Calls `body` with each input's node, none when the record has been freed.
    func forEachSource(_ body: (GraphNode) -> Void) {
        preconditionFailure("each record knows its inputs")
    }
}

/// The gradients of a call's outputs; those that nothing came back for are nil.
struct Upstream {
    var first: Tensor?
    var others: [Int: Tensor] = [:]

    subscript(_ index: Int) -> Tensor? {
        get { index == 0 ? first : others[index] }
        set { if index == 0 { first = newValue } else { others[index] = newValue } }
    }

    /// Takes a gradient out, so that it can be added to in place.
    mutating func take(_ index: Int) -> Tensor? {
        index == 0 ? first.take() : others.removeValue(forKey: index)
    }
}

/// The record of a call of `Op`.
final class OperationNode<Op: Operation>: Node, @unchecked Sendable {
    /// What the rule needs; freed by a backward pass that does not retain the graph.
    struct Content: Sendable {
        let records: Op.Inputs.Records
        let outputs: Op.Outputs?
        let saved: Op.Saved?
    }

    private let operation: Op
    private let content: Mutex<Content?>

    init(_ operation: Op, depth: Int, content: Content) {
        self.operation = operation
        self.content = Mutex(content)
        super.init(depth: depth)
    }

    deinit {
        content.withLock { ReleaseQueue.release(&$0) }
    }

    override var name: String { Op.name }

    override var isFreed: Bool { content.withLock { $0 == nil } }

    override func forEachSource(_ body: (GraphNode) -> Void) {
        guard let records = content.withLock({ $0?.records }) else { return }
        for index in 0..<records.arity {
            if let source = records[at: index].source { body(source) }
        }
    }

    override func run(_ upstream: Upstream, _ pass: BackwardPass) throws(TensorError) {
        let held = content.withLock { pass.retainsGraph ? $0 : $0.take() }
        guard let held else { throw BackwardPass.freedGraph(Op.name) }
        guard case .rule(let rule, let fused) = Op.gradient else {
            preconditionFailure("only calls with a rule are recorded")
        }
        let context = GradientContext(
            operation: operation, content: held, upstreams: upstream, pass: pass, node: self)
        if let fused, !pass.createsGraph { try fused(context) } else { try rule(context) }
    }
}
