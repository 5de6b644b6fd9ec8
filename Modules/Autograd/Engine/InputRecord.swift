import Kernels

/// What the graph keeps of one input: the tensor where the rule needs it, else where its gradient
/// goes and what it looks like.
struct InputRecord: Sendable {
    private let body: TensorBody?
    private let node: GraphNode?
    private let layout: ArrayLayout?
    /// Which output of the source the input was.
    let output: Int

    @inline(__always)
    init(_ tensor: Tensor, isKept: Bool) {
        output = tensor.body.output
        body = isKept ? tensor.body : nil
        node = isKept ? nil : tensor.body.node
        layout = isKept ? nil : tensor.body.layout
    }

    private init(_ body: TensorBody?, _ node: GraphNode?, _ layout: ArrayLayout, _ output: Int) {
        self.body = body
        self.node = node
        self.layout = layout
        self.output = output
    }

    /// Where the input's gradient goes, without the input.
    var withoutTensor: InputRecord { InputRecord(nil, source, inputLayout, output) }

    /// This input, whose gradient goes where that of `other` goes.
    func redirected(to other: InputRecord) -> InputRecord {
        InputRecord(body, other.source, inputLayout, other.output)
    }

    /// Where the input's gradient goes; nil when it is not tracked.
    var source: GraphNode? { node ?? body?.node }

    /// The input itself, when the operation's rule needs it.
    var tensor: Tensor? { body.map { Tensor(body: $0) } }

    /// How the input lay.
    var inputLayout: ArrayLayout {
        guard let layout = body?.layout ?? layout else {
            preconditionFailure("one of them is kept")
        }
        return layout
    }
}
