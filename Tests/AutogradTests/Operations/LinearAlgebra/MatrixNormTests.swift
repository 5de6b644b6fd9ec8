import Autograd
import GradientCheck
import TestSupport
import Testing

struct MatrixNormTests {
    @Test func eachNorm() throws {
        let x = try constant([3, 0, -4, 0, 5, 0], [2, 3])
        let expected: [(MatrixNorm, Double)] = [
            (.fro, 50.0.squareRoot()), (.nuc, 10), (.p(1), 5), (.p(-1), 3), (.p(.infinity), 7),
            (.p(-.infinity), 5), (.p(2), 5), (.p(-2), 5),
        ]
        for (norm, value) in expected { #expect(near(try x.matrixNorm(norm).values, [value])) }
    }

    @Test func axes() throws {
        let x = try Tensor.normal([2, 3, 4], dtype: .float64, generator: Generator(seed: 1))
        let kept = try x.matrixNorm(.p(1), dims: (2, 0), keepDim: true)
        #expect(kept.shape == [1, 3, 1])
        #expect(try x.permute(1, 2, 0).matrixNorm(.p(1)).values == kept.values)
    }

    @Test func gradients() throws {
        let x = try leaf([3, 0.5, -4, 0.2, 5, 1], [2, 3])
        for norm in [MatrixNorm.fro, .nuc, .p(1), .p(.infinity), .p(-2)] {
            try gradcheck({ try $0[0].matrixNorm(norm) }, inputs: [x])
        }
        let zeros = try leaf([0, 0, 0, 0], [2, 2])
        try zeros.matrixNorm().backward()
        #expect(zeros.grad?.values == [0, 0, 0, 0])
    }

    @Test func namesWhatDoesNotFit() throws {
        let x = try Tensor.ones(2, 2)
        #expect(errorText { _ = try x.matrixNorm(.p(3)) }.contains("p of ±1, ±2 or ±∞; got 3"))
        #expect(errorText { _ = try x.matrixNorm(dims: (0, -2)) }.contains("two different dims"))
        #expect(errorText { _ = try Tensor.ones(2).matrixNorm() }.contains("got float32 [2]"))
        #expect(errorText { _ = try Tensor([[1]]).matrixNorm() }.contains("got int64 [1, 1]"))
    }

    @Test func halfPrecisionKeepsItsRange() throws {
        let norm = try constant([300, 0, 0, 400], [2, 2], .float16).matrixNorm()
        #expect(norm.dtype == .float16 && norm.values == [500])
    }
}
