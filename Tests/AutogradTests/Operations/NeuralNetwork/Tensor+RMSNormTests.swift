import Autograd
import TestSupport
import Testing

struct TensorRMSNormTests {
    @Test func theMeanOfSquaresIsOne() throws {
        let x = try constant([1, 7, -7, 1], [2, 2])
        #expect(near(try x.rmsNorm([2], eps: 0).values, [0.2, 1.4, -1.4, 0.2], within: 1e-15))
        #expect(
            near(
                try x.rmsNorm([2], weight: constant([1, 2]), eps: 0).values,
                [0.2, 2.8, -1.4, 0.4], within: 1e-15))
        #expect(try x.rmsNorm([2, 2], eps: 0).values == x.values.map { $0 / 5 })
    }

    /// Squares of 1000 do not fit in float16.
    @Test func shortTypesAreComputedInSingle() throws {
        let x = try constant([1000, -1000], [2], .float16)
        let y = try x.rmsNorm([2], weight: constant([1, 2], .float16))
        #expect(y.dtype == .float16 && y.values == [1, -2])
    }

    @Test func zeroStaysZero() throws {
        #expect(try Tensor.zeros(3).rmsNorm([3]).values == [0, 0, 0])
        #expect(try Tensor.zeros(0, 3).rmsNorm([3]).shape == [0, 3])
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let x = try Tensor.zeros(2, 3)
        let cases: [(Shape, Tensor?)] = [([2], nil), ([], nil), ([3], try Tensor.ones(2))]
        for (shape, weight) in cases {
            #expect(
                errorText { _ = try x.rmsNorm(shape, weight: weight) }
                    .hasPrefix("rmsNorm: expected [..., \(shape)]"))
        }
        #expect(errorText { _ = try Tensor([1, 2]).rmsNorm([2]) }.contains("int64"))
    }
}
