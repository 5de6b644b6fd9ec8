import CPlatform
import Kernels
internal import Runtime

/// Sees each call of an operation on a thread, for anomaly mode and the audit of gradients.
///
/// An inner scope serves what the outer one looks for as well. Calls within the forward pass of
/// another one are that one's own matter and are not seen.
final class CallWatch: ComputationWatch {
    /// Where what is not finite is noted, in anomaly mode.
    let anomalies: AnomalySearch?
    /// Where the ways of gradients are noted, in an audit.
    let paths: PathRecord?
    /// The program's parts, looked up once.
    private static let program = ProgramImages.map()
    private var isInCall = false
    private var isInBackward = false

    init(anomalies: AnomalySearch? = nil, paths: PathRecord? = nil) {
        let outer = CallWatch.active
        self.anomalies = anomalies ?? outer?.anomalies
        self.paths = paths ?? outer?.paths
        super.init()
        sawDetach = { [unowned self] tensor, operation in
            guard !isInCall, !isInBackward, let paths = self.paths else { return }
            paths.noteCut(.detached, by: operation, of: [tensor], CallTrace(in: CallWatch.program))
        }
    }

    // Written out, since the one that the compiler adds draws its own warning.
    @available(*, unavailable)
    package override init() { preconditionFailure("a watch has something to look for") }

    /// Whether something looks on: all that an operation asks when nothing does.
    @inline(__always)
    static var isOn: Bool { lak_current_thread().pointee.watch != nil }

    private static var active: CallWatch? { ComputationWatch.current as? CallWatch }

    /// Makes a call and looks at it; nil when it is not to be looked at, and not made.
    @inline(never)
    static func call<Op: Operation>(
        _ operation: Op, _ inputs: Op.Inputs
    ) throws(TensorError) -> Op.Outputs? {
        guard let watch = active, !watch.isInCall else { return nil }
        let tensors = (0..<inputs.arity).map { inputs[at: $0] }
        // Storage types are converted by calls of their own.
        guard Op.movesElements || tensors.allSatisfy(\.dtype.computes) else { return nil }
        watch.isInCall = true
        defer { watch.isInCall = false }
        let outputs = try operation(inputs)
        var isFlat = false
        if case .zero = Op.gradient { isFlat = true }
        try watch.see(
            WatchedCall(
                name: Op.name, isFlat: isFlat, inputs: tensors,
                outputs: (0..<outputs.arity).map { outputs[at: $0] }))
        return outputs
    }

    private func see(_ call: WatchedCall) throws(TensorError) {
        let trace = CallTrace(in: Self.program)
        if let anomalies {
            let inputsAreFinite = try call.inputs.areFinite()
            call.record?.watch(from: trace, inputsAreFinite: inputsAreFinite)
            if inputsAreFinite, !isInBackward { try anomalies.examine(call, trace) }
        }
        if !isInBackward { paths?.note(call, trace) }
    }

    /// Throws the anomaly that has been noted on this thread, once.
    @inline(never)
    static func throwAnomaly() throws(TensorError) {
        if let anomaly = active?.anomalies?.first.take() { throw anomaly }
    }

    /// Whether the calling thread's gradients are to be finite.
    static var expectsFiniteGradients: Bool { active?.anomalies != nil }

    /// Runs a backward pass: its rules' results are looked at as gradients.
    static func inBackward(_ body: () throws(TensorError) -> Void) throws(TensorError) {
        guard let watch = active else { return try body() }
        let outer = watch.isInBackward
        watch.isInBackward = true
        defer { watch.isInBackward = outer }
        try body()
    }
}

/// A call of an operation, after it.
struct WatchedCall {
    /// The operation's name.
    let name: String
    /// Whether its gradient is zero everywhere.
    let isFlat: Bool
    let inputs: [Tensor]
    let outputs: [Tensor]

    /// The record that the call has left, nil when it left none.
    var record: OperationNode? {
        for output in outputs {
            guard let node = output.body.node as? OperationNode, node.name == name,
                !inputs.contains(where: { $0.body.node === node })
            else { continue }
            return node
        }
        return nil
    }
}
