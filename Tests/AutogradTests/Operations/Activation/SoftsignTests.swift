import Autograd
import GradientCheck
import TestSupport
import Testing

struct SoftsignTests {
    @Test func hazards() throws {
        let x = try leaf([0, 3, -1, 1e300])
        #expect(x.softsign().values == [0, 0.75, -0.5, 1])
        #expect(try gradient(at: x) { $0.softsign() }.values == [1, 0.0625, 0.25, 0])
        #expect(same(try constant([infinity, nan]).softsign().values, [nan, nan]))
    }

    @Test func integersGiveReals() throws {
        #expect(try Tensor([1, -3]).softsign().dtype == .float32)
    }

    @Test func gradientsAgreeWithDifferenceQuotients() throws {
        var x = try Samples.values([2, 3], in: -2...2, avoiding: [0])
        try x.requireGrad()
        try gradcheck({ [$0[0].softsign()] }, inputs: [x])
        try gradgradcheck({ [$0[0].softsign()] }, inputs: [x])
    }
}
