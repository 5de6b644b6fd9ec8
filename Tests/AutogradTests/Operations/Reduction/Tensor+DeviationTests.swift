import Autograd
import TestSupport
import Testing

struct TensorDeviationTests {
    @Test func theGradientOfConstantsIsZero() throws {
        let x = try leaf([3, 3, 3, 1, 2, 3], [2, 3])
        let deviation = try x.std(dims: [1])
        #expect(deviation.values == [0, 1])
        try deviation.sum().backward()
        #expect(near(x.grad?.values ?? [], [0, 0, 0, -0.5, 0, 0.5]))
    }

    @Test func correctionAndOneElement() throws {
        let x = try constant([1, 3])
        #expect(try x.std(correction: 0).values == [1])
        #expect(same(try constant([7]).std().values, [nan]))
        #expect(try constant([7]).std(correction: 0).values == [0])
    }

    @Test func comeWithTheMean() throws {
        let x = try constant([1, 3, 5, 9], [2, 2])
        let (variance, mean) = try x.varMean(dims: [1], correction: 0)
        #expect(variance.values == [1, 4] && mean.values == [2, 7])
        let (deviation, again) = try x.stdMean(dims: [1], correction: 0, keepDim: true)
        #expect(deviation.values == [1, 2] && again.shape == [2, 1])
        #expect(errorText { _ = try x.std(dims: [2]) }.contains("got 2"))
    }

    @Test func halfPrecisionKeepsItsRange() throws {
        let deviation = try constant([600, 0], .float16).std(correction: 0)
        #expect(deviation.dtype == .float16 && deviation.values == [300])
        #expect(try Tensor([1, 3]).std(correction: 0).dtype == .float32)
    }
}
