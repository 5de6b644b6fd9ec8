import Kernels

/// What the graph keeps of one input: the tensor where the rule needs it, else where its gradient
/// goes and what it looks like.
struct InputRecord: ~Copyable, Sendable {
    private enum Kept {
        case nothing
        case source(GraphNode)
        case tensor(TensorBody)

        @inline(__always)
        init(_ source: GraphNode?) {
            self = if let source { .source(source) } else { .nothing }
        }
    }

    // In 20 bytes, since records are made by the million.
    private let kept: Kept
    /// How the input lay, unless the tensor itself is kept.
    private let layout: ArrayLayout?
    private let outputNumber: UInt32

    @inline(__always)
    init(_ tensor: Tensor, isKept: Bool) {
        let body = tensor.body
        outputNumber = UInt32(body.output)
        if isKept {
            kept = .tensor(body)
            layout = nil
        } else {
            kept = Kept(body.node)
            layout = body.layout
        }
    }

    private init(_ source: GraphNode?, _ layout: ArrayLayout, _ outputNumber: UInt32) {
        kept = Kept(source)
        self.layout = layout
        self.outputNumber = outputNumber
    }

    /// Where the input's gradient goes, without the input.
    var withoutTensor: InputRecord { InputRecord(source, inputLayout, outputNumber) }

    /// This input, whose gradient goes where that of `other` goes.
    func redirected(to other: borrowing InputRecord) -> InputRecord {
        guard var tensor else {
            return InputRecord(other.source, inputLayout, other.outputNumber)
        }
        if let source = other.source {
            tensor = tensor.view(tensor.body.view)
            tensor.body.node = source
            tensor.body.output = other.output
        }
        return InputRecord(tensor, isKept: true)
    }

    /// Whether both are tracked or neither is, and shapes and types are the same.
    func resembles(_ other: borrowing InputRecord) -> Bool {
        let (mine, theirs) = (inputLayout, other.inputLayout)
        return mine.hasShape(of: theirs) && mine.dtype == theirs.dtype
            && (source == nil) == (other.source == nil)
    }

    /// Where the input's gradient goes; nil when it is not tracked.
    var source: GraphNode? {
        switch kept {
        case .nothing: nil
        case .source(let node): node
        case .tensor(let body): body.node
        }
    }

    /// Which output of the source the input was.
    var output: Int { Int(outputNumber) }

    /// The input itself, when the operation's rule needs it.
    var tensor: Tensor? {
        guard case .tensor(let body) = kept else { return nil }
        return Tensor(body: body)
    }

    /// How the input lay.
    var inputLayout: ArrayLayout {
        if let layout { return layout }
        guard case .tensor(let body) = kept else { preconditionFailure("one of them is kept") }
        return body.layout
    }
}
