import Kernels
import Synchronization

/// The record of one call of an operation.
///
/// Graphs are made of millions of them. One takes 120 bytes, the most for which the C library keeps
/// lists of any length that serve at once.
final class OperationNode: GraphNode, @unchecked Sendable {
    // `@unchecked`: what the node holds is set before it is shared, and given up by the last pass
    // that uses it, which `uses` counts. (For the same reason accesses cannot overlap, and are not
    // checked for that each time.)

    /// Runs the operation's gradient rule.
    typealias Rule =
        @Sendable (OperationNode, BackwardPass) throws(TensorError) -> Void

    /// Twice the number of passes that use what is held now; 1 more when a pass that did not retain
    /// the graph has been here.
    private let uses = Atomic<UInt32>(0)
    private let operation: Any.Type
    @exclusivity(unchecked) private var held: Held

    /// The record of a call of `operation`, which is an ``Operation``.
    @inline(__always)
    init(_ operation: Any.Type, depth: Int, _ held: consuming Held) {
        self.operation = operation
        self.held = held
        super.init(depth: depth)
    }

    // Written out, since the one that the compiler adds draws its own warning.
    @available(*, unavailable)
    override init(depth: Int) { preconditionFailure("a record has a rule") }

    deinit {
        if held.rule != nil { ReleaseQueue.release(&held) }
    }

    /// The operation's name.
    var name: String {
        guard let operation = operation as? any Operation.Type else {
            preconditionFailure("records are of operations")
        }
        return operation.name
    }

    /// How many inputs the call had.
    var inputCount: Int { held.inputCount }

    /// Runs `body` on an input, of which it copies what it needs; `index` is less than `inputCount`.
    @inline(__always)
    func withInput<Result: ~Copyable>(_ index: Int, _ body: (borrowing InputRecord) -> Result)
        -> Result
    {
        held.withInput(index, body)
    }

    /// An output, nil when none were kept.
    func output(_ index: Int) -> Tensor? { held.output(index) }

    /// Replaces the rule, before the record is shared.
    func changeRule(_ change: (@escaping Rule) -> Rule) {
        if let rule = held.rule { held.rule = change(rule) }
    }

    /// Whether a backward pass has freed what the rule needs.
    var isFreed: Bool { uses.load(ordering: .acquiring) & 1 == 1 }

    /// Calls `body` with the node of each tracked input, none when the record has been freed.
    func forEachSource(_ body: (GraphNode) -> Void) {
        guard begin(frees: false) else { return }
        for index in 0..<inputCount {
            if let source = withInput(index, { $0.source }) { body(source) }
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
        OperationNode(
            operation, depth: depth,
            Held(rule, inputCount: inputCount) { withInput($0) { $0.withoutTensor } })
    }

    /// The record of the same call with what the rule needs from `other`, the call made once more;
    /// gradients go where they go from here.
    func filled(by other: OperationNode) -> OperationNode? {
        guard let rule = other.held.rule else { return nil }
        return OperationNode(
            operation, depth: depth,
            Held(
                rule, inputCount: inputCount, outputCount: other.held.outputCount,
                input: { index in
                    withInput(index) { mine in
                        other.withInput(index) { $0.redirected(to: mine) }
                    }
                },
                output: { other.held.output($0) }))
    }

    /// Whether `other` is a call of the same operation on inputs of the same shapes, types and
    /// tracking.
    func resembles(_ other: OperationNode) -> Bool {
        operation == other.operation && inputCount == other.inputCount
            && (0..<inputCount).allSatisfy { index in
                withInput(index) { mine in other.withInput(index) { mine.resembles($0) } }
            }
    }

    /// Begins to use what is held; false when it has been freed.
    private func begin(frees: Bool) -> Bool {
        var old = uses.load(ordering: .relaxed)
        while old & 1 == 0 {
            let change = uses.weakCompareExchange(
                expected: old, desired: (old + 2) | (frees ? 1 : 0),
                ordering: .acquiringAndReleasing)
            if change.exchanged { return true }
            old = change.original
        }
        return false
    }

    /// Ends a use; the last one of a freed record gives up what is held.
    private func end() {
        let left = uses.subtract(2, ordering: .acquiringAndReleasing).newValue
        if left == 1 { held = Held() }
    }
}

extension OperationNode {
    /// What the rule needs.
    struct Held: ~Copyable, Sendable {
        /// The rule with the operation's options and what it saved.
        fileprivate var rule: Rule?
        private let first: InputRecord?
        private let second: InputRecord?
        private let rest: Rest

        /// What most calls do not have.
        private enum Rest {
            case nothing
            /// The only output, beside at most two inputs.
            case output(Tensor)
            case more(More)
        }

        /// The inputs from the third on, and the outputs.
        private final class More: Sendable {
            let third: InputRecord?
            let fourthOn: [Boxed]
            let outputs: [Tensor]

            init(third: consuming InputRecord?, fourthOn: [Boxed], outputs: [Tensor]) {
                self.third = third
                self.fourthOn = fourthOn
                self.outputs = outputs
            }
        }

        /// An input in an array.
        private final class Boxed: Sendable {
            let input: InputRecord

            init(_ input: consuming InputRecord) { self.input = input }
        }

        /// Nothing.
        init() {
            rule = nil
            first = nil
            second = nil
            rest = .nothing
        }

        /// A rule with as many inputs and outputs, which the functions give.
        @inline(__always)
        init(
            _ rule: @escaping Rule, inputCount: Int, outputCount: Int = 0,
            input: (Int) -> InputRecord, output: (Int) -> Tensor? = { _ in nil }
        ) {
            self.rule = rule
            first = inputCount > 0 ? input(0) : nil
            second = inputCount > 1 ? input(1) : nil
            if inputCount > 2 || outputCount > 1 {
                rest = .more(
                    More(
                        third: inputCount > 2 ? input(2) : nil,
                        fourthOn: inputCount > 3 ? (3..<inputCount).map { Boxed(input($0)) } : [],
                        outputs: outputCount > 0 ? (0..<outputCount).compactMap(output) : []))
            } else if outputCount > 0, let output = output(0) {
                rest = .output(output)
            } else {
                rest = .nothing
            }
        }

        var inputCount: Int {
            if case .more(let more) = rest, more.third != nil { return 3 + more.fourthOn.count }
            return second != nil ? 2 : first != nil ? 1 : 0
        }

        @inline(__always)
        func withInput<Result: ~Copyable>(_ index: Int, _ body: (borrowing InputRecord) -> Result)
            -> Result
        {
            switch index {
            case 0: if let result = Self.apply(body, first) { return result }
            case 1: if let result = Self.apply(body, second) { return result }
            default:
                guard case .more(let more) = rest else { break }
                if index > 2 { return body(more.fourthOn[index - 3].input) }
                if let result = Self.apply(body, more.third) { return result }
            }
            preconditionFailure("there are \(inputCount) inputs")
        }

        @inline(__always)
        private static func apply<Result: ~Copyable>(
            _ body: (borrowing InputRecord) -> Result, _ input: borrowing InputRecord?
        ) -> Result? {
            switch input {
            case .some(let input): body(input)
            case nil: nil
            }
        }

        var outputCount: Int {
            switch rest {
            case .nothing: 0
            case .output: 1
            case .more(let more): more.outputs.count
            }
        }

        /// An output; nil when it was not kept.
        func output(_ index: Int) -> Tensor? {
            switch rest {
            case .nothing: nil
            case .output(let tensor): index == 0 ? tensor : nil
            case .more(let more): index < more.outputs.count ? more.outputs[index] : nil
            }
        }
    }
}
