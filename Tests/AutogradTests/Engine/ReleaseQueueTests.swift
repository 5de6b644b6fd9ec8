import Autograd
import Synchronization
import TestSupport
import Testing

/// Counts the releases of what calls keep.
private final class Counter: Sendable {
    private let stored = Mutex(0)
    var value: Int { stored.withLock { $0 } }
    func add() { stored.withLock { $0 += 1 } }
}

/// Holds a graph that is released with it.
private final class Holder: Sendable {
    let graph: Tensor
    let counter: Counter
    init(_ graph: Tensor, _ counter: Counter) { (self.graph, self.counter) = (graph, counter) }
    deinit { counter.add() }
}

/// x, with a graph in what it saves.
private struct Keeping: Operation {
    typealias Saved = Holder
    static let name = "test.keeping"
    let holder: Holder

    func infer(_ x: Tensor) throws(TensorError) -> TensorSpec { TensorSpec(x.shape, x.dtype) }
    func forward(
        _ x: Tensor, _ spec: TensorSpec, saving saved: inout Holder?
    ) throws(TensorError) -> Tensor {
        saved = holder
        return try x.clone().detach()
    }
    static let gradient = Gradient<Keeping>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in context.upstream }
    })
    static var samples: [Sample<Keeping>] { get throws { [] } }
}

/// Release happens on a stack of 512 KiB, where recursion would overflow.
struct ReleaseQueueTests {
    private static func chain(_ x: Tensor, _ length: Int) -> Tensor {
        (0..<length).reduce(x) { y, step in step % 2 == 0 ? y.exp() : y * 0.5 }
    }

    @Test func longChainsAreReleasedOneAfterAnother() throws {
        try onThread(stackBytes: 512 << 10) {
            // Calls that keep inputs, outputs or neither; released without a backward pass.
            var y = Self.chain(try leaf([0.1], []), 200_000)
            y = try leaf([1], [])
            #expect(y.values == [1])
        }
    }

    @Test func aReleaseWithinAReleaseIsPutOff() throws {
        let counter = Counter()
        try onThread(stackBytes: 512 << 10) {
            let x = try leaf([0.1], [])
            // Each call keeps the graph of the one before, and nothing else does.
            var inner = x
            for _ in 0..<20_000 {
                inner = try Keeping(holder: Holder(inner, counter))(x)
            }
            #expect(counter.value == 0)
            inner = x
            #expect(counter.value == 20_000)
        }
    }

    @Test func sharedPartsStay() throws {
        let x = try leaf([2], [])
        let shared = x.square()
        do {
            let other = Self.chain(shared, 100)
            #expect(other.requiresGrad)
        }
        try shared.backward()
        #expect(x.grad?.values == [4])
    }

    @Test func aLadderIsReleasedInTime() throws {
        try onThread(stackBytes: 512 << 10) {
            // Every node is held by the two after it.
            var (a, b) = (try leaf([1], []), try leaf([1], []))
            for _ in 0..<100_000 { (a, b) = (b, try (a + b) * 0.5) }
            try b.backward()
        }
    }
}
