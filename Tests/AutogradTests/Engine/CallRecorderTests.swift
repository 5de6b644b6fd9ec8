import Autograd
import TestSupport
import Testing

private struct Missing: Error {}

/// What a recorder does is seen by which tensors the graph still holds.
struct CallRecorderTests {
    private func isHeld(_ tensor: inout Tensor) -> Bool { !tensor.isWritableInPlace() }

    @Test func callsWithinACheckpointHoldNothing() throws {
        let x = try leaf([1, 2])
        var inner: Tensor?
        let y = try checkpoint(x) { input in
            let h = input * 2
            if inner == nil { inner = h }
            return h.square()
        }
        guard var h = inner.take() else { throw Missing() }
        let isFree = !isHeld(&h)
        #expect(isFree && y.requiresGrad)
        try y.sum().backward()
        #expect(x.grad?.values == [8, 16])
    }

    @Test func callsOutsideHoldWhatTheyDid() throws {
        let x = try leaf([1, 2])
        _ = try checkpoint(x) { $0 * 2 }
        var h = x * 2
        let y = h.square()
        let before = isHeld(&h)
        try y.sum().backward()
        #expect(before)
    }

    @Test func anErrorEndsTheRecording() throws {
        struct Stop: Error {}
        let x = try leaf([1])
        #expect(throws: Stop.self) { _ = try checkpoint(x) { _ in throw Stop() } }
        var h = x * 2
        let y = h.square()
        let held = isHeld(&h)
        #expect(held && y.requiresGrad)
    }
}
