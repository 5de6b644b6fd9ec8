import Autograd
import GradientCheck
import TestSupport
import Testing

struct TensorScatterReduceTests {
    private func reduced(
        _ reduce: ScatterReduction, includeSelf: Bool, _ dtype: DType = .float64
    ) throws -> [Double] {
        try constant([1, 9, 3], [3], dtype).scatterReduce(
            dim: 0, Tensor([0, 0, 1]), constant([4, 2, 6], [3], dtype), reduce: reduce,
            includeSelf: includeSelf
        ).values
    }

    @Test func whatIsThereCountsOrNot() throws {
        #expect(try reduced(.sum, includeSelf: true) == [7, 15, 3])
        #expect(try reduced(.sum, includeSelf: false) == [6, 6, 3])
        #expect(try near(reduced(.mean, includeSelf: true), [7.0 / 3, 7.5, 3], within: 1e-15))
        #expect(try reduced(.mean, includeSelf: false) == [3, 6, 3])
        for dtype in [DType.float64, .float16, .int64, .uint8] {
            #expect(try reduced(.amax, includeSelf: true, dtype) == [4, 9, 3])
            #expect(try reduced(.amax, includeSelf: false, dtype) == [4, 6, 3])
            #expect(try reduced(.amin, includeSelf: true, dtype) == [1, 6, 3])
            #expect(try reduced(.amin, includeSelf: false, dtype) == [2, 6, 3])
        }
    }

    @Test func gradients() throws {
        let inputs = [try leaf([1, 9, 3]), try leaf([4, 2, 6])]
        for reduce in ScatterReduction.allCases {
            for includeSelf in [true, false] {
                try gradgradcheck(
                    {
                        try $0[0].scatterReduce(
                            dim: 0, Tensor([0, 0, 1]), $0[1], reduce: reduce,
                            includeSelf: includeSelf
                        ).square()
                    }, inputs: inputs)
            }
        }
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let x = try Tensor.zeros(3)
        let index = try Tensor([0])
        #expect(
            errorText { _ = try x.scatterAdd(dim: 0, index, .arange(1)) }
                .hasPrefix("scatterAdd: expected numbers of one type; got float32 and int64."))
        let bits = try Tensor([true])
        #expect(
            errorText { _ = try bits.scatterAdd(dim: 0, index, bits) }.contains("bool and bool"))
        #expect(
            !errorText {
                _ = try Tensor.arange(3).scatterReduce(dim: 0, index, .arange(1), reduce: .mean)
            }.isEmpty)
        #expect(errorText { _ = try x.scatterAdd(dim: 0, Tensor([7]), .ones(1)) }.contains("got 7"))
    }

    @Test(arguments: DType.allCases.filter { $0 != .bool })
    func elementsKeepTheirType(dtype: DType) throws {
        let x = try constant([1, 2], dtype)
        let index = try Tensor([0, 0])
        let sums = try x.scatterAdd(dim: 0, index, x)
        #expect(sums.dtype == dtype && sums.values == [4, 2])
        let largest = try x.scatterReduce(dim: 0, index, x, reduce: .amax)
        #expect(largest.dtype == dtype && largest.values == [2, 2])
    }
}
