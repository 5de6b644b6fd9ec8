import Autograd
import GradientCheck
import TestSupport
import Testing

struct SoftmaxTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(Softmax.self) }

    @Test func hazards() throws {
        let x = try constant([1000, 1000, -1000])
        #expect(try x.softmax(dim: 0).values == [0.5, 0.5, 0])
        let impossible = try constant([-infinity, -infinity, infinity, 0], [2, 2])
        #expect(same(try impossible.softmax(dim: -1).values, [nan, nan, nan, nan]))
        let masked = try constant([-1e9, -1e9, -1e9]).softmax(dim: 0)
        let third = 1.0 / 3
        #expect(near(masked.values, [third, third, third]))
    }

    @Test func referenceValues() throws {
        // PyTorch 2.13, torch.softmax([1, 2, 3]) in float64.
        let y = try constant([1, 2, 3]).softmax(dim: 0)
        #expect(
            near(y.values, [0.09003057317038046, 0.24472847105479764, 0.6652409557748218]))
    }

    @Test func rowsAddUpToOneAlongEachAxis() throws {
        let x = try Tensor.randn(3, 4, 5, dtype: .float64, generator: Generator(seed: 1))
        for dim in -3..<3 {
            let sums = try x.softmax(dim: dim).sum(dim: dim).values
            #expect(near(sums, sums.map { _ in 1 }))
        }
    }

    @Test func namesTheAxis() throws {
        let text = errorText { _ = try Tensor.ones(2, 3).softmax(dim: -3) }
        #expect(text == "softmax: expected a dim from -2 to 1; got -3.")
    }
}
