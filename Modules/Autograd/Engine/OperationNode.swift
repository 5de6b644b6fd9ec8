import Kernels
import Synchronization

/// The record of one call of an operation.
final class OperationNode: GraphNode, @unchecked Sendable {
    // `@unchecked`: what the node holds is set before it is shared, and given up by the last pass
    // that uses it, which `use` counts. (For the same reason accesses cannot overlap, and are not
    // checked for that each time.)

    /// Runs the operation's gradient rule.
    typealias Rule =
        @Sendable (OperationNode, BackwardPass) throws(TensorError) -> Void

    /// The operation's name.
    let name: String
    /// How many inputs the call had.
    @exclusivity(unchecked) private(set) var inputCount = 0
    @exclusivity(unchecked) private var held: Held

    /// What the rule needs.
    struct Held: Sendable {
        /// The rule with the operation's options and what it saved.
        fileprivate var rule: Rule?
        fileprivate var first: InputRecord?
        fileprivate var second: InputRecord?
        fileprivate var third: InputRecord?
        fileprivate var others: [InputRecord] = []
        fileprivate var output: Tensor?
        fileprivate var otherOutputs: [Tensor] = []
    }

    private struct Use {
        /// Passes that run the rule now.
        var count = 0
        /// Whether a pass that did not retain the graph has been here.
        var isFreed = false
    }
    private let use = Mutex(Use())

    init(_ name: String, depth: Int, rule: @escaping Rule) {
        self.name = name
        held = Held(rule: rule)
        super.init(depth: depth)
    }

    // Written out, since the one that the compiler adds draws its own warning.
    @available(*, unavailable)
    override init(depth: Int) { preconditionFailure("a record has a rule") }

    deinit {
        if held.rule != nil { ReleaseQueue.release(&held) }
    }

    /// Adds the next input.
    @inline(__always)
    func append(_ input: InputRecord) {
        switch inputCount {
        case 0: held.first = input
        case 1: held.second = input
        case 2: held.third = input
        default: held.others.append(input)
        }
        inputCount += 1
    }

    /// Keeps the next output.
    func keep(output tensor: Tensor) {
        if held.output == nil { held.output = tensor } else { held.otherOutputs.append(tensor) }
    }

    /// An input; `index` is less than `inputCount`.
    func input(_ index: Int) -> InputRecord {
        let record: InputRecord? =
            switch index {
            case 0: held.first
            case 1: held.second
            case 2: held.third
            default: held.others[index - 3]
            }
        guard let record else { preconditionFailure("\(name): there are \(inputCount) inputs") }
        return record
    }

    /// Where the gradient of an input goes; nil when it is not tracked.
    @inline(__always)
    func source(of index: Int) -> GraphNode? {
        switch index {
        case 0: held.first?.source
        case 1: held.second?.source
        default: input(index).source
        }
    }

    /// An output, nil when none were kept.
    func output(_ index: Int) -> Tensor? {
        index == 0 ? held.output : held.otherOutputs[index - 1]
    }

    /// Replaces the rule, before the record is shared.
    func changeRule(_ change: (@escaping Rule) -> Rule) {
        if let rule = held.rule { held.rule = change(rule) }
    }

    /// Whether a backward pass has freed what the rule needs.
    var isFreed: Bool { use.withLock { $0.isFreed } }

    /// Calls `body` with the node of each tracked input, none when the record has been freed.
    func forEachSource(_ body: (GraphNode) -> Void) {
        guard begin(frees: false) else { return }
        for index in 0..<inputCount {
            if let source = input(index).source { body(source) }
        }
        end()
    }

    /// Sends the gradients of the inputs to `pass`, whose upstream gradients are this call's.
    func run(_ pass: BackwardPass) throws(TensorError) {
        guard begin(frees: !pass.retainsGraph), let rule = held.rule else {
            throw BackwardPass.freedGraph(name)
        }
        defer { end() }
        try rule(self, pass)
    }

    /// The record of the same call that keeps nothing for its rule, which is another.
    func emptied(rule: @escaping Rule) -> OperationNode {
        let node = OperationNode(name, depth: depth, rule: rule)
        for index in 0..<inputCount { node.append(input(index).withoutTensor) }
        return node
    }

    /// The record of the same call with what the rule needs from `other`, the call made once more;
    /// gradients go where they go from here.
    func filled(by other: OperationNode) -> OperationNode? {
        guard let rule = other.held.rule else { return nil }
        let node = OperationNode(name, depth: depth, rule: rule)
        for index in 0..<inputCount { node.append(other.input(index).redirected(to: input(index))) }
        node.held.output = other.held.output
        node.held.otherOutputs = other.held.otherOutputs
        return node
    }

    /// Whether `other` is a call of the same operation on inputs of the same shapes, types and
    /// tracking.
    func resembles(_ other: OperationNode) -> Bool {
        name == other.name && inputCount == other.inputCount
            && (0..<inputCount).allSatisfy { index in
                let (mine, theirs) = (input(index), other.input(index))
                return mine.inputLayout.shape == theirs.inputLayout.shape
                    && mine.inputLayout.dtype == theirs.inputLayout.dtype
                    && (mine.source == nil) == (theirs.source == nil)
            }
    }

    /// Begins to use what is held; false when it has been freed.
    private func begin(frees: Bool) -> Bool {
        use.withLock { use in
            if use.isFreed { return false }
            use.isFreed = frees
            use.count += 1
            return true
        }
    }

    /// Ends a use; the last one of a freed record gives up what is held.
    private func end() {
        let isLast = use.withLock { use in
            use.count -= 1
            return use.isFreed && use.count == 0
        }
        if isLast { held = Held() }
    }
}
