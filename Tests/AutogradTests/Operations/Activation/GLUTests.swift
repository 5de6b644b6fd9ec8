import Autograd
import GradientCheck
import TestSupport
import Testing

struct GLUTests {
    @Test func gatesTheFirstHalfByTheSecond() throws {
        let x = try constant([1, 2, 3, 4, 0, 0, 1000, -1000], [2, 4])
        #expect(near(try x.glu(dim: 0).values, [0.5, 1, 3, 0]))
        #expect(try x.glu().shape == [2, 2])
        #expect(try Tensor.ones(0, 4).glu().shape == [0, 2])
    }

    @Test func refusesOddSizesAndScalars() throws {
        #expect(
            errorText { _ = try Tensor.ones(2, 3).glu() }
                == "glu: expected an even size along dim -1; got [2, 3].")
        #expect(errorText { _ = try Tensor.ones([]).glu() }.hasPrefix("glu: "))
        #expect(errorText { _ = try Tensor.ones(2, 4).glu(dim: 2) }.hasPrefix("glu: "))
    }

    @Test func gradientsAgreeWithDifferenceQuotients() throws {
        var x = try Samples.values([2, 4], in: -2...2, avoiding: [0])
        try x.requireGrad()
        try gradcheck({ [try $0[0].glu(dim: -1)] }, inputs: [x])
        try gradgradcheck({ [try $0[0].glu(dim: -1)] }, inputs: [x])
    }
}
