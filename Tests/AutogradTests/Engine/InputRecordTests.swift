import Autograd
import TestSupport
import Testing

/// What a record holds of its inputs is seen by whether they may be written in place.
struct InputRecordTests {
    private func isHeld(_ tensor: inout Tensor) -> Bool { !tensor.isWritableInPlace() }

    @Test func inputsThatNoRuleNeedsAreNotHeld() throws {
        let x = try leaf([1, 2])
        var h = x * 1
        let y = -h
        let isFree = !isHeld(&h)
        #expect(isFree && y.requiresGrad)
        try y.sum().backward()
        #expect(x.grad?.values == [-1, -1])
    }

    @Test func inputsThatARuleNeedsAreHeldUntilTheBackwardPass() throws {
        let x = try leaf([1, 2])
        var h = x * 1
        let y = h.square()
        let before = isHeld(&h)
        try y.sum().backward()
        let after = isHeld(&h)
        #expect(before && !after && x.grad?.values == [2, 4])
    }

    /// A gradient comes back in its input's shape and type, also when the input is gone.
    @Test func shapesAndTypesAreKeptWithoutTheInput() throws {
        var x = try Tensor([[1, 2], [3, 4]], dtype: .float32)
        try x.requireGrad()
        let y = try -(x.t())
        try (y.to(dtype: .float64) * constant([1, 2, 3, 4], [2, 2])).sum().backward()
        #expect(x.grad?.dtype == .float32 && x.grad?.values == [-1, -3, -2, -4])
    }

    @Test func untrackedInputsHaveNoPlaceInTheGraph() throws {
        let (x, w) = (try leaf([2]), try constant([3]))
        try (x * w).sum().backward()
        #expect(x.grad?.values == [3] && w.grad == nil && !w.requiresGrad)
    }
}
