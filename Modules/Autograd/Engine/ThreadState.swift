import Kernels

/// What automatic differentiation keeps for each thread.
final class ThreadState {
    /// Whether operations on tracked tensors are recorded.
    var isRecording = true
    /// A deliberate fault that the gradient checker plants; see ``Mutation``.
    var mutation: Mutation?
    /// Nodes' contents waiting to be released; see ``ReleaseQueue``.
    var waiting: [AnyObject] = []
    var isReleasing = false

    private static let local = ThreadLocal { ThreadState() }

    /// The calling thread's state.
    static var current: ThreadState { local.value }
}

/// Runs `body` without recording operations: its results are not tracked.
///
/// The setting belongs to the calling thread and ends with `body`, also when it throws.
public func noGrad<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
    try withRecording(false, body)
}

/// Runs `body` with recording switched on again inside `noGrad`.
public func enableGrad<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
    try withRecording(true, body)
}

/// Whether operations on tracked tensors are recorded on this thread.
public var isGradEnabled: Bool { ThreadState.current.isRecording }

func withRecording<Result, Failure: Error>(
    _ isRecording: Bool, _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
    let state = ThreadState.current
    let outer = state.isRecording
    state.isRecording = isRecording
    defer { state.isRecording = outer }
    return try body()
}

/// A gradient rule made wrong on purpose: the gradient of one input of one operation is scaled.
///
/// The gradient checker plants it to prove that its samples would see a wrong rule.
package struct Mutation: Sendable {
    let operation: String
    let input: Int
    let factor: Double

    /// Runs `body` with the rule of `operation` for `input` scaled by `factor`, on this thread.
    package static func plant<Result, Failure: Error>(
        _ operation: String, input: Int, factor: Double, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let state = ThreadState.current
        let outer = state.mutation
        state.mutation = Mutation(operation: operation, input: input, factor: factor)
        defer { state.mutation = outer }
        return try body()
    }
}

/// Releases what nodes hold without recursion.
///
/// Dropping the last reference to a chain of a million nodes would release each from within its
/// successor's release and overflow the stack. Here the release of a node's contents that begins
/// inside another one is put off until the outer one is done.
enum ReleaseQueue {
    private final class Box<Content> {
        let content: Content?

        init(_ content: consuming Content?) { self.content = content }
    }

    /// Releases `content` now, or soon when a release is under way on this thread.
    ///
    /// It is taken out of the variable: a reference left with the caller would be dropped after
    /// this returns, and what it then releases would recurse.
    static func release<Content>(_ content: inout Content?) {
        let state = ThreadState.current
        if state.isReleasing {
            state.waiting.append(Box(content.take()))
            return
        }
        state.isReleasing = true
        var next: AnyObject? = Box(content.take())
        while next != nil {
            next = nil
            next = state.waiting.popLast()
        }
        state.isReleasing = false
    }
}
