import Autograd
import GradientCheck
import TestSupport
import Testing

struct TensorDistancesTests {
    @Test func distances() throws {
        let (x, y) = (try constant([0, 0, 3, 4], [2, 2]), try constant([0, 0, 0, 1], [2, 2]))
        #expect(try x.cdist(y).values == [0, 1, 5, 18.0.squareRoot()])
        #expect(try x.cdist(y, p: 1).values == [0, 1, 7, 6])
        #expect(try x.cdist(y, p: infinity).values == [0, 1, 4, 3])
        #expect(
            near(try x.cdist(y, p: 3).values, [0, 1, 4.497_941_445_275_415, 3.779_763_149_684_62]))
    }

    @Test(arguments: [1, 2, 3, infinity])
    func slopesAreZeroAtDistanceZero(p: Double) throws {
        let (x, y) = (try leaf([1, 2], [1, 2]), try leaf([1, 2], [1, 2]))
        try x.cdist(y, p: p).backward()
        #expect(x.grad?.values == [0, 0] && y.grad?.values == [0, 0])
        let far = try leaf([1, 2.5, -3, 0.5], [2, 2])
        try gradcheck({ try $0[0].cdist($0[1], p: p) }, inputs: [x, far])
    }

    @Test func nothingToMeasure() throws {
        #expect(
            try Tensor.zeros(2, 0).cdist(.zeros(3, 0), p: infinity).values == [0, 0, 0, 0, 0, 0])
        #expect(try Tensor.zeros(0, 2).cdist(.zeros(3, 2)).shape == [0, 3])
    }

    @Test func covariances() throws {
        let x = try leaf([1, 2, 3, 6, 4, 2], [2, 3])
        #expect(try x.cov().values == [1, -2, -2, 4])
        #expect(near(try x.corrcoef().values, [1, -1, -1, 1]))
        #expect(
            try Tensor([1, 2, 3]).cov().values == [1] && Tensor([1.0, 2]).corrcoef().shape == [])
        let y = try leaf([1, 2, 4, 6, 1, 2], [2, 3])
        try gradcheck({ try $0[0].cov(correction: 0) }, inputs: [y])
    }

    @Test func namesWhatDoesNotFit() throws {
        let x = try Tensor.ones(2, 2)
        #expect(errorText { _ = try x.cdist(.ones(2, 3)) }.contains("[2, 2] and [2, 3]"))
        #expect(errorText { _ = try x.cdist(x, p: 0.5) }.contains("at least 1; got 0.5"))
        #expect(errorText { _ = try Tensor([[1]]).cdist(Tensor([[1]])) }.contains("int64"))
        #expect(errorText { _ = try Tensor.ones(1, 1, 1).cov() }.contains("got float32 [1, 1, 1]"))
        #expect(errorText { _ = try Tensor([true]).cov() }.contains("got bool"))
    }

    @Test func halfPrecisionKeepsItsRange() throws {
        let x = try constant([300, 0], [1, 2], .float16)
        let distance = try x.cdist(constant([0, 400], [1, 2], .float16))
        #expect(distance.dtype == .float16 && distance.values == [500])
    }

    /// Many rows are compared by a matrix product.
    @Test func manyRowsAreAsFarApartAsFew() throws {
        let x = try Tensor.normal([30, 4], dtype: .float64, generator: Generator(seed: 1))
        let y = try Tensor.normal([7, 4], dtype: .float64, generator: Generator(seed: 2))
        let all = try x.cdist(y)
        #expect(all.shape == [30, 7])
        for row in [0, 17, 29] {
            let one = try x.narrow(dim: 0, start: row, length: 1).cdist(y)
            #expect(near(try all[row].values, one.values, within: 1e-12))
        }
        let same = try leaf([Double](repeating: 1, count: 52), [26, 2])
        try same.cdist(same.detach()).sum().backward()
        #expect(same.grad?.values.allSatisfy { $0 == 0 } == true)
    }

    @Test func correctionsHaveNoLimit() throws {
        let x = try constant([1, 2, 4])
        #expect(try x.cov(correction: .min).values[0] < 1e-17)
        #expect(try x.cov(correction: .max).values == [infinity])
    }
}
