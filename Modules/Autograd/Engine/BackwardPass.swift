import CPlatform
import Kernels

/// One run of gradients from outputs back to leaves.
///
/// Nodes wait in a queue ordered by depth, deepest first: a node's consumers all lie deeper, so
/// when its turn comes its gradient is complete, and neither recursion nor a count of consumers is
/// needed. Among equals the one that got its first gradient earlier comes first, so sums are made
/// in a fixed order. All state is the pass's own: passes over a shared graph may run at once.
final class BackwardPass {
    /// Whether nodes keep what they hold, for another pass.
    let retainsGraph: Bool
    /// Whether the rules' own operations are recorded.
    let createsGraph: Bool
    /// The nodes to visit; nil when all are.
    @exclusivity(unchecked) private var wanted: Set<ObjectIdentifier>?
    /// The tensors whose gradients are to be returned instead of gathered in leaves.
    @exclusivity(unchecked) private var targets: [Target] = []
    // One thread runs a pass, and no access to these calls back into it.
    private let queue = SpareQueue.take()
    /// The gradients that came back for the outputs of the call whose rule runs.
    @exclusivity(unchecked) var upstream = Upstream()
    /// What is known about the gradients, in anomaly mode.
    @exclusivity(unchecked) var finiteness: Finiteness?
    /// What this pass has computed again of checkpointed functions.
    @exclusivity(unchecked) var recomputations: [ObjectIdentifier: Recomputation] = [:]

    /// A place whose gradient is asked for.
    private struct Target {
        let node: GraphNode
        let output: Int
        var gradient: Tensor?
    }

    init(retainsGraph: Bool, createsGraph: Bool) {
        self.retainsGraph = retainsGraph
        self.createsGraph = createsGraph
    }

    deinit { SpareQueue.giveBack(queue) }

    /// A tensor to begin from, with its gradient.
    typealias Root = (node: GraphNode, output: Int, gradient: Tensor)

    /// Runs from `root`, adding to the leaves' gradients.
    func accumulate(from root: Root) throws(TensorError) {
        try add(root.gradient, to: root.node, output: root.output)
        try run()
    }

    /// Runs from `roots` and returns the gradients of `inputs`; leaves are left alone.
    func gradients(
        from roots: [Root],
        of inputs: [(node: GraphNode, output: Int)]
    ) throws(TensorError) -> [Tensor?] {
        targets = inputs.map { Target(node: $0.node, output: $0.output) }
        wanted = try Self.pathNodes(from: roots.map(\.node), to: inputs.map(\.node))
        for root in roots where needs(root.node) {
            try add(root.gradient, to: root.node, output: root.output)
        }
        try run()
        return targets.map(\.gradient)
    }

    /// Whether the gradient of a node has to be known.
    func needs(_ node: GraphNode) -> Bool { wanted?.contains(ObjectIdentifier(node)) ?? true }

    /// Throws unless a gradient that a rule made has the shape of the input it is for; brings it to
    /// the input's type.
    func check(
        _ gradient: inout Tensor, _ layout: ArrayLayout, _ operation: String, input: Int
    ) throws(TensorError) {
        if !gradient.body.layout.hasShape(of: layout) {
            throw TensorError(
                .gradient, operation,
                expected: "a gradient of input \(input)'s shape \(layout.shape)",
                got: "\(gradient.shape)", hint: "The operation's gradient rule is wrong.")
        }
        if gradient.dtype != layout.dtype { gradient = try gradient.to(dtype: layout.dtype) }
        let thread = lak_current_thread()
        if thread.pointee.mutation != nil || thread.pointee.watch != nil {
            try changeOrExamine(&gradient, operation, input: input)
        }
    }

    /// What checks of the library do with a gradient that a rule made.
    @inline(never)
    private func changeOrExamine(
        _ gradient: inout Tensor, _ operation: String, input: Int
    ) throws(TensorError) {
        Mutation.apply(to: &gradient, operation: operation, input: input)
        try examine(gradient, operation, input: input)
    }

    /// Adds to the gradient of a node's output.
    @inline(__always)
    func add(
        _ gradient: consuming Tensor, to node: consuming GraphNode, output: Int
    ) throws(TensorError) {
        // A tracked gradient, of the caller's or a rule's, is a number like any other where no graph
        // is made: what is made of it, in place too, must not come out as part of its own.
        if !createsGraph, gradient.body.node != nil { gradient = gradient.untracked() }
        try queue.add(gradient, to: node, output: output)
    }

    private func run() throws(TensorError) {
        if CallWatch.isOn { return try runWatched() }
        try withRecording(createsGraph) { () throws(TensorError) in try drain() }
    }

    private func runWatched() throws(TensorError) {
        try CallWatch.throwAnomaly()
        if CallWatch.expectsFiniteGradients {
            finiteness = Finiteness(isLost: try !queue.pendingGradients.areFinite())
        }
        try CallWatch.inBackward { () throws(TensorError) in
            try withRecording(createsGraph) { () throws(TensorError) in try drain() }
        }
    }

    private func drain() throws(TensorError) {
        while let node = queue.popDeepest(&upstream) {
            if let hooks = node.gradientHooks.load() { try hooks.run(on: &upstream) }
            if !targets.isEmpty { capture(node) }
            guard node.depth == 0 else {
                let record = unsafeDowncast(node, to: OperationNode.self)
                if wanted == nil || continues(record) { try record.run(self) }
                continue
            }
            if targets.isEmpty, let gradient = upstream.take(0) {
                try unsafeDowncast(node, to: Leaf.self).accumulate(gradient)
                if let hooks = node.gradientHooks.load() { try hooks.runGathered() }
            }
        }
    }

    /// Whether a wanted node leads to a target other than itself.
    private func continues(_ record: OperationNode) -> Bool {
        var found = false
        record.forEachSource { if needs($0) { found = true } }
        return found
    }

    private func capture(_ node: GraphNode) {
        for index in targets.indices where targets[index].node === node {
            targets[index].gradient = upstream[targets[index].output]
        }
    }

    /// The nodes that lie on a path from a root to a target, found without recursion.
    ///
    /// A freed node has forgotten its inputs: whether it leads to a target cannot be told, so it
    /// throws rather than leave out its share.
    private static func pathNodes(
        from roots: [GraphNode], to targets: [GraphNode]
    ) throws(TensorError) -> Set<ObjectIdentifier> {
        var nodes: [GraphNode] = []
        var seen: Set<ObjectIdentifier> = []
        var open = roots
        while let node = open.popLast() {
            guard seen.insert(ObjectIdentifier(node)).inserted else { continue }
            nodes.append(node)
            guard let record = node as? OperationNode else { continue }
            guard !record.isFreed else { throw freedGraph(record.name) }
            record.forEachSource { open.append($0) }
        }
        // Inputs lie less deep than the nodes that use them, so one sweep from the leaves up is
        // enough.
        var wanted = Set(targets.map(ObjectIdentifier.init))
        for node in nodes.sorted(by: { $0.depth < $1.depth }) {
            (node as? OperationNode)?.forEachSource {
                if wanted.contains(ObjectIdentifier($0)) { wanted.insert(ObjectIdentifier(node)) }
            }
        }
        return wanted
    }

    static func freedGraph(_ operation: String) -> TensorError {
        TensorError(
            .gradient, "backward", expected: "a graph that still holds what \(operation) needs",
            got: "one that an earlier backward() has freed",
            hint: "Pass retainGraph: true to the earlier call.")
    }
}
