import Autograd
import GradientCheck
import TestSupport
import Testing

struct TensordotTests {
    @Test func pairsOfAxesAreSummed() throws {
        let (a, b) = (try constant([1, 2, 3, 4], [2, 2]), try constant([5, 6, 7, 8], [2, 2]))
        #expect(try tensordot(a, b, dims: 1).values == a.matmul(b).values)
        #expect(try tensordot(a, b).values == [70])
        #expect(try tensordot(a, b, dims: ([0], [0])).values == a.t().matmul(b).values)
        #expect(try tensordot(a, b, dims: 0).shape == [2, 2, 2, 2])
        #expect(try inner(a, b).values == a.matmul(b.t()).values)
        #expect(try inner(Tensor(2.0), .ones(2)).values == [2, 2])
    }

    @Test func gradients() throws {
        let inputs = [
            try leaf([1, 2, 3, 4, 5, 6], [2, 3]), try leaf([1, -1, 2, 0, 3, 1], [3, 2]),
        ]
        try gradgradcheck({ try tensordot($0[0], $0[1], dims: ([0], [1])) }, inputs: inputs)
        try gradgradcheck({ try inner($0[0], $0[1].t()) }, inputs: inputs)
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let (a, b) = (try Tensor.ones(2, 3), try Tensor.ones(4, 2))
        #expect(
            errorText { _ = try tensordot(a, b, dims: 1) }
                == "tensordot: expected axes that agree; got 3 in [2, 3] and 4 in [4, 2].")
        #expect(errorText { _ = try tensordot(a, b, dims: 3) }.contains("dims from 0 to 2; got 3"))
        #expect(!errorText { _ = try tensordot(a, a, dims: ([0, 0], [0, 1])) }.isEmpty)
        #expect(!errorText { _ = try tensordot(a, a, dims: ([0, 1], [0])) }.isEmpty)
        #expect(
            errorText { _ = try inner(a, b) }
                == "inner: expected last axes that agree; got [2, 3] and [4, 2].")
    }
}
