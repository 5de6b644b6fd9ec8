import Autograd
import Kernels
import TestSupport
import Testing

struct ReductionTensorTests {
    private func cube() throws -> Tensor { try constant((0..<24).map(Double.init), [2, 3, 4]) }

    @Test func reducesMarkedAxesOfAnyLayout() throws {
        let x = try cube()
        let sums = try x.reduced(.sum, [true, false, true], to: [3], operation: "test")
        #expect(sums.values == [60, 92, 124])
        let turned = x.view(x.body.view.permuted([2, 0, 1]))
        let same = try turned.reduced(.sum, [true, true, false], to: [3], operation: "test")
        #expect(same.values == [60, 92, 124])
        let all = try x.reduced(.max, [true, true, true], to: [], operation: "test")
        #expect(all.values == [23] && all.shape == [])
        let kept = try x.reduced(.min, [true, true, true], to: [1, 1, 1], operation: "test")
        #expect(kept.values == [0] && kept.shape == [1, 1, 1])
    }

    @Test func resultsAreNotTracked() throws {
        let x = try leaf([1, 2])
        #expect(try !x.reduced(.sum, [true], to: [], operation: "test").requiresGrad)
    }

    @Test func unreducedRepeatsAlongWhatWasReduced() throws {
        let row = try constant([1, 2, 3])
        let back = try row.unreduced(to: [2, 3, 2], [true, false, true])
        #expect(back.shape == [2, 3, 2] && back.values == [1, 1, 2, 2, 3, 3, 1, 1, 2, 2, 3, 3])
        let one = try constant([5], []).unreduced(to: [2, 2], [true, true])
        #expect(one.values == [5, 5, 5, 5])
    }

    /// Gradients of reductions are written out for one number, and views else: both agree.
    @Test func gradientsAreRepeatedUpstreamGradients() throws {
        let x = try leaf((0..<24).map(Double.init), [2, 3, 4])
        try x.mean().backward()
        #expect(near(x.grad?.values ?? [], [Double](repeating: 1 / 24.0, count: 24)))
        x.grad = nil
        let upstream = try constant([1, 10, 100])
        try x.mean(dims: [0, 2]).backward(gradient: upstream)
        #expect(
            x.grad?.values == (0..<24).map { [1, 10, 100][$0 / 4 % 3] / 8 }
                && x.grad?.shape == [2, 3, 4])
    }
}
