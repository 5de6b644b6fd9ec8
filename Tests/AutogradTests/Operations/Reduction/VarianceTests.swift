import Autograd
import GradientCheck
import TestSupport
import Testing

struct VarianceTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Variance.self) }

    @Test func agreesWithDifferenceQuotients() throws {
        let x = try leaf([1, 4, -2, 0.5, 3, 2], [2, 3])
        for dims in [[], [0], [1], [0, 1]] {
            try gradcheck({ try $0[0].var(dims: dims) }, inputs: [x])
            try gradgradcheck({ try $0[0].var(dims: dims, correction: 0) }, inputs: [x])
        }
    }

    @Test func theDefaultEstimatesAPopulation() throws {
        let x = try constant([1, 2, 3, 4])
        #expect(near(try x.var().values, [5.0 / 3]))
        #expect(near(try x.var(correction: 0).values, [1.25]))
        #expect(try x.reshape(2, 2).var(dims: [0], keepDim: true).shape == [1, 2])
    }

    @Test func hazards() throws {
        let one = try leaf([7])
        #expect(same(try one.var().values, [nan]))
        #expect(try one.var(correction: 0).values == [0])
        let equal = try leaf([2, 2, 2])
        try equal.var().backward()
        #expect(equal.grad?.values == [0, 0, 0])
        // As in PyTorch: the infinite element alone has no distance from the mean.
        let infinite = try leaf([infinity, 1, 2])
        let variance = try infinite.var()
        #expect(same(variance.values, [nan]))
        try variance.backward()
        #expect(same(infinite.grad?.values ?? [], [nan, -infinity, -infinity]))
    }

    @Test func aLargeMeanDoesNotCancel() throws {
        let x = try constant([1e9 + 1, 1e9 + 2, 1e9 + 3])
        #expect(try x.var().values == [1])
    }

    @Test func rejectsAxes() throws {
        #expect(
            errorText { _ = try Tensor.ones(2).var(dims: [1]) }.hasPrefix("var: expected a dim"))
    }
}
