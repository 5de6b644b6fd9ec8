/// A function whose calls are made again when their gradients are wanted.
final class Checkpoint: @unchecked Sendable {
    // `@unchecked`: `draws` is set before the graph is shared. The function runs on the thread of a
    // backward pass, as `checkpoint` says.

    private let function: ([Tensor]) throws -> [Tensor]
    private let inputs: [Tensor]
    private let substitution = ParameterSubstitution.current
    private var draws = DrawLog.Record()

    init(_ function: @escaping ([Tensor]) throws -> [Tensor], _ inputs: [Tensor]) {
        self.function = function
        self.inputs = inputs
    }

    /// The first run: its records keep nothing but where gradients go.
    func compute() throws -> [Tensor] {
        let log = DrawLog()
        let outputs = try CallRecorder(self).record { try log.log { try function(inputs) } }
        draws = log.record
        return outputs
    }

    /// Sends on the gradients of the call at `position`, of which `node` is the empty record.
    func run(
        _ position: Int, _ node: OperationNode, _ pass: BackwardPass
    ) throws(TensorError) {
        let identity = ObjectIdentifier(self)
        if pass.recomputations[identity] == nil {
            pass.recomputations[identity] = Recomputation(self, try computeAgain())
        }
        guard let call = pass.recomputations[identity]?.calls[position], node.resembles(call) else {
            throw TensorError(
                .gradient, "checkpoint",
                expected: "a function that makes the same calls when it is computed again",
                got: "another call in the place of \(node.name)",
                hint: "It must depend on its inputs alone, and not on what changes in between.")
        }
        guard let filled = node.filled(by: call) else { throw BackwardPass.freedGraph(node.name) }
        if !pass.retainsGraph { pass.recomputations[identity]?.calls[position] = nil }
        try filled.run(pass)
    }

    /// The records of a further run, with the same random numbers and parameters.
    private func computeAgain() throws(TensorError) -> [Int: OperationNode] {
        let recorder = CallRecorder(nil)
        _ = try TensorError.wrapping("checkpoint") {
            try enableGrad {
                try DrawLog(repeating: draws).log {
                    try ParameterSubstitution.restore(substitution) {
                        try recorder.record { try function(inputs) }
                    }
                }
            }
        }
        return Dictionary(uniqueKeysWithValues: recorder.nodes.enumerated().map { ($0, $1) })
    }
}

/// What one pass has computed again of a checkpointed function.
///
/// It belongs to the pass, not to the graph, which its records refer to.
struct Recomputation {
    // Held, so that no other takes its place in the pass's table.
    private let checkpoint: Checkpoint
    /// The records that have not been used up, by position.
    var calls: [Int: OperationNode]

    init(_ checkpoint: Checkpoint, _ calls: [Int: OperationNode]) {
        self.checkpoint = checkpoint
        self.calls = calls
    }
}
