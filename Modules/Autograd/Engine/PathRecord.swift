/// A place where gradients cannot pass: an operation on tracked tensors whose result is untracked.
public struct GradientCut: Sendable, Hashable, CustomStringConvertible {
    /// Why the result is untracked.
    public enum Reason: String, Sendable {
        /// It was detached, or is the result of an operation that detaches, such as `argmax`.
        case detached = "does not pass gradients on"
        /// The operation's gradient is zero everywhere, as that of `round`.
        case zeroGradient = "has the gradient zero everywhere"
        /// Recording was off.
        case noGrad = "was called inside noGrad"
        /// The result's type has no gradients.
        case notFloatingPoint = "has a result that is no floating-point number"
    }

    /// The operation's name.
    public let operation: String
    /// Why gradients cannot pass.
    public let reason: Reason
    /// Where it was called.
    public let place: CallSite

    public var description: String { "\(operation), which \(reason.rawValue), in \(place)" }
}

/// A call of an operation.
public struct GradientCall: Sendable, Hashable, CustomStringConvertible {
    /// The operation's name.
    public let operation: String
    /// Where it was called.
    public let place: CallSite

    public var description: String { "\(operation) in \(place)" }
}

/// Why no gradient comes back to a tracked tensor.
package enum PathEnd {
    /// No operation got it.
    case neverUsed
    /// What was computed from it was not used further; the last call.
    case unused(after: GradientCall)
    /// Paths that end at operations, in the order of their calls.
    case cut([GradientCut])
}

/// The ways that gradients could go through what a thread computes, and where they are cut.
package final class PathRecord {
    private var calls: [(node: OperationNode, trace: CallTrace)] = []
    private var cuts:
        [(
            reason: GradientCut.Reason, operation: String, trace: CallTrace,
            leaves: Set<ObjectIdentifier>
        )] = []

    package init() {}

    /// Runs `body` and notes what it computes on this thread.
    package func record<Result>(_ body: () throws -> Result) throws -> Result {
        try CallWatch(paths: self).look { () throws in try body() }
    }

    func note(_ call: WatchedCall, _ trace: CallTrace) {
        let tracked = call.inputs.filter(\.requiresGrad)
        guard !tracked.isEmpty else { return }
        if let node = call.record { return calls.append((node, trace)) }
        let reason: GradientCut.Reason =
            call.isFlat ? .zeroGradient : isGradEnabled ? .notFloatingPoint : .noGrad
        noteCut(reason, by: call.name, of: tracked, trace)
    }

    func noteCut(
        _ reason: GradientCut.Reason, by operation: String, of tensors: [Tensor],
        _ trace: CallTrace
    ) {
        cuts.append((reason, operation, trace, Self.leaves(behind: tensors)))
    }

    /// Why a backward pass from `output` leaves out `leaf`; nil when it does not.
    package func end(of leaf: Tensor, before output: Tensor) -> PathEnd? {
        guard let node = leaf.body.node else { return .neverUsed }
        let identity = ObjectIdentifier(node)
        if Self.leaves(behind: [output]).contains(identity) { return nil }
        let ends = cuts.filter { $0.leaves.contains(identity) }
        if !ends.isEmpty {
            return .cut(
                ends.map {
                    GradientCut(operation: $0.operation, reason: $0.reason, place: $0.trace.site)
                })
        }
        var reached: Set = [identity]
        var last: (node: OperationNode, trace: CallTrace)?
        for call in calls {
            call.node.forEachSource { if reached.contains(ObjectIdentifier($0)) { last = call } }
            if let last, last.node === call.node { reached.insert(ObjectIdentifier(call.node)) }
        }
        guard let last else { return .neverUsed }
        return .unused(after: GradientCall(operation: last.node.name, place: last.trace.site))
    }

    /// The leaves that tensors were computed from, found without recursion.
    private static func leaves(behind tensors: [Tensor]) -> Set<ObjectIdentifier> {
        var leaves: Set<ObjectIdentifier> = []
        var seen: Set<ObjectIdentifier> = []
        var open = tensors.compactMap(\.body.node)
        while let node = open.popLast() {
            guard seen.insert(ObjectIdentifier(node)).inserted else { continue }
            if node is Leaf { leaves.insert(ObjectIdentifier(node)) }
            (node as? OperationNode)?.forEachSource { open.append($0) }
        }
        return leaves
    }
}
