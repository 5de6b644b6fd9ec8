import CPlatform

/// Sees each recorded call on a thread while a checkpointed function runs.
///
/// The first time the function runs, each call is left in the graph as an empty record, which asks
/// the checkpoint when its gradient is wanted; when the function runs again, full records gather
/// here in the same order.
final class CallRecorder {
    /// The records of a function that runs again.
    private(set) var nodes: [OperationNode] = []
    /// What runs for the first time, nil when it runs again.
    private let checkpoint: Checkpoint?
    private let outer: CallRecorder?
    private var count = 0

    /// For the first run of `checkpoint`, or for a run that is to gather records.
    init(_ checkpoint: Checkpoint?) {
        self.checkpoint = checkpoint
        // A function that runs again does so by itself, whatever the pass that asks runs within.
        outer = checkpoint == nil ? nil : CallRecorder.current
    }

    /// Whether a checkpointed function runs: all that a call asks when none does.
    @inline(__always)
    static var isOn: Bool { lak_current_thread().pointee.call_recorder != nil }

    private static var current: CallRecorder? {
        lak_current_thread().pointee.call_recorder.map {
            Unmanaged<CallRecorder>.fromOpaque($0).takeUnretainedValue()
        }
    }

    /// What is to stand in the graph for a call.
    @inline(never)
    static func note(_ node: OperationNode) -> OperationNode {
        var node = node
        var next = current
        // The outermost function is the one that holds on to the least.
        while let recorder = next {
            node = recorder.take(node)
            next = recorder.outer
        }
        return node
    }

    private func take(_ node: OperationNode) -> OperationNode {
        guard let checkpoint else {
            nodes.append(node)
            return node
        }
        let position = count
        count += 1
        return node.emptied { node, pass throws(TensorError) in
            try checkpoint.run(position, node, pass)
        }
    }

    /// Runs `body` with this as the calling thread's.
    func record<Result>(_ body: () throws -> Result) rethrows -> Result {
        let thread = lak_current_thread()
        let previous = thread.pointee.call_recorder
        thread.pointee.call_recorder = Unmanaged.passUnretained(self).toOpaque()
        defer {
            thread.pointee.call_recorder = previous
            withExtendedLifetime(self) {}
        }
        return try body()
    }
}
