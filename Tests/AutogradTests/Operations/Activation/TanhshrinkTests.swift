import Autograd
import GradientCheck
import TestSupport
import Testing

struct TanhshrinkTests {
    @Test func referenceValues() throws {
        let x = try leaf([1, -1, 1000])
        #expect(near(x.tanhshrink().values, [0.2384058440442351, -0.2384058440442351, 999]))
        // tanh².
        let slope = 0.5800256583859738
        #expect(near(try gradient(at: x) { $0.tanhshrink() }.values, [slope, slope, 1], ulps: 16))
        #expect(same(try constant([infinity, nan]).tanhshrink().values, [infinity, nan]))
    }

    @Test func gradientsAgreeWithDifferenceQuotients() throws {
        var x = try Samples.values([2, 3], in: -2...2, avoiding: [0])
        try x.requireGrad()
        try gradcheck({ [$0[0].tanhshrink()] }, inputs: [x])
        try gradgradcheck({ [$0[0].tanhshrink()] }, inputs: [x])
    }
}
