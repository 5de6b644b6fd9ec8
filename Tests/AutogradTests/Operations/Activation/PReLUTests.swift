import Autograd
import GradientCheck
import TestSupport
import Testing

struct PReLUTests {
    @Test func hazards() throws {
        let (x, w) = (try leaf([0, -0.0, infinity, -1e300, 2]), try leaf([0.25]))
        let y = try x.prelu(weight: w)
        #expect(y.values == [0, 0, infinity, -2.5e299, 2])
        try y.sum().backward()
        #expect(x.grad?.values == [0.25, 0.25, 1, 0.25, 1])
        #expect(w.grad?.values == [-1e300])
        #expect(same(try constant([nan]).prelu(weight: w.detach()).values, [nan]))
    }

    @Test func eachChannelHasItsSlope() throws {
        let x = try Tensor.full([2, 3, 2], -1, dtype: .float64)
        let y = try x.prelu(weight: constant([1, 2, 3]))
        #expect(y.values == [-1, -1, -2, -2, -3, -3, -1, -1, -2, -2, -3, -3])
    }

    @Test func gradientsAgreeWithDifferenceQuotients() throws {
        let x = try leaf(Samples.values([2, 3], in: -2...2, avoiding: [0]).values, [2, 3])
        for weight in [try leaf([0.1, 0.2, 0.3]), try leaf([0.4])] {
            try gradcheck({ [try $0[0].prelu(weight: $0[1])] }, inputs: [x, weight])
            try gradgradcheck({ [try $0[0].prelu(weight: $0[1])] }, inputs: [x, weight])
        }
    }

    @Test func refusesWeightsThatDoNotFit() throws {
        for weight in [[2], [1, 3], [4]] as [Shape] {
            let text = errorText { _ = try Tensor.ones(2, 3).prelu(weight: .ones(weight)) }
            #expect(
                text == "prelu: expected a weight for all or for each of 3 channels; got \(weight)."
            )
        }
        #expect(
            errorText { _ = try Tensor.ones(2).prelu(weight: .ones([1], dtype: .float64)) }
                .hasPrefix("prelu: expected floating-point numbers and weights of one type"))
    }
}
