import Autograd
import TestSupport
import Testing

struct TensorLogitTests {
    @Test func invertsTheSigmoid() throws {
        let x = try constant([-3, -0.5, 0, 2])
        #expect(near(try x.sigmoid().logit().values, x.values, within: 1e-14))
        #expect(same(try constant([0, 1, -1, 2]).logit().values, [-infinity, infinity, nan, nan]))
    }

    @Test func epsilonKeepsTheEndsFinite() throws {
        let x = try leaf([0, 0.5, 1])
        let y = try x.logit(eps: 0.25)
        #expect(near(y.values, [-1.0986122886681098, 0, 1.0986122886681098]))
        try y.sum().backward()
        #expect(x.grad?.values == [0, 4, 0])
        #expect(errorText { _ = try x.logit(eps: 0.6) }.hasPrefix("logit: expected eps"))
        #expect(errorText { _ = try x.logit(eps: nan) }.contains("got nan"))
    }
}
