import Autograd
import TestSupport
import Testing

struct TensorConvolutionTransposeTests {
    @Test func numbersGoWhereAConvolutionWouldTakeThemFrom() throws {
        let x = try constant([1, 2, 3], [1, 1, 3])
        let weight = try constant([1, 10], [1, 1, 2])
        #expect(try x.convTranspose1d(weight: weight).values == [1, 12, 23, 30])
        #expect(
            try x.convTranspose1d(weight: weight, stride: 2).values == [1, 10, 2, 20, 3, 30])
        #expect(
            try x.convTranspose1d(weight: weight, stride: 3, outputPadding: 2).values
                == [1, 10, 0, 2, 20, 0, 3, 30, 0, 0])
        #expect(
            try x.convTranspose1d(weight: weight, bias: constant([0.5]), stride: 2, padding: 1)
                .values == [10.5, 2.5, 20.5, 3.5])
        #expect(try x.convTranspose1d(weight: weight, dilation: 2).values == [1, 2, 13, 20, 30])
    }

    /// An outputPadding beyond the stride, which a dilation allows.
    @Test func theEndIsThatOfTheWholeResult() throws {
        let (x, weight) = (try constant([1, 2], [1, 2]), try constant([1, 10], [1, 1, 2]))
        let whole = try x.convTranspose1d(weight: weight, dilation: 3)
        #expect(whole.values == [1, 2, 0, 10, 20])
        let cut = try x.convTranspose1d(weight: weight, padding: 1, outputPadding: 2, dilation: 3)
        #expect(cut.values == [2, 0, 10, 20, 0])
    }

    /// <y, conv(x)> = <convTranspose(y), x>.
    @Test func itIsTheAdjointOfTheConvolution() throws {
        let x = try Samples.values([2, 4, 7, 5], in: -2...2)
        let weight = try Samples.values([6, 2, 3, 2], in: -1...1, seed: 1)
        let forward = try x.conv2d(
            weight: weight, stride: Size2(2, 1), padding: Size2(1, 0), groups: 2)
        let y = try Samples.values(forward.shape, in: -2...2, seed: 2)
        let back = try y.convTranspose2d(
            weight: weight, stride: Size2(2, 1), padding: Size2(1, 0), groups: 2)
        #expect(back.shape == x.shape)
        #expect(try near((forward * y).sum().values, (back * x).sum().values, within: 1e-12))
    }

    @Test func emptyBatchesAndTypes() throws {
        let weight = try Tensor.ones([2, 3, 2, 2], dtype: .float32)
        #expect(try Tensor.zeros(0, 2, 4, 4).convTranspose2d(weight: weight).shape == [0, 3, 5, 5])
        #expect(
            errorText {
                _ = try Tensor.zeros([1, 2, 4, 4], dtype: .float64).convTranspose2d(weight: weight)
            } == "convTranspose2d: expected one floating-point type; got float64, float32. Convert "
                + "with to(dtype:).")
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let (x, weight) = (try Tensor.zeros(1, 2, 4), try Tensor.zeros(2, 3, 2))
        #expect(
            errorText { _ = try x.convTranspose1d(weight: .zeros(3, 2, 2)) }
                .hasPrefix("convTranspose1d: expected an input [n, channels, length] and a weight"))
        #expect(
            errorText { _ = try x.convTranspose1d(weight: weight, bias: .zeros(2)) }
                .contains("expected a bias [3] for weight [2, 3, 2]; got [2]"))
        #expect(
            errorText { _ = try x.convTranspose1d(weight: weight, padding: 3) }
                .contains("at least one place"))
        for (stride, padding, more, dilation, groups) in [
            (0, 0, 0, 1, 1), (1, -1, 0, 1, 1), (1, 0, 1, 1, 1), (1, 0, 0, 0, 1), (1, 0, 0, 1, 0),
            (1 << 30, 0, 0, 1, 1),
        ] {
            #expect(
                errorText {
                    _ = try x.convTranspose1d(
                        weight: weight, stride: stride, padding: padding, outputPadding: more,
                        groups: groups, dilation: dilation)
                }.hasPrefix("convTranspose1d: expected stride, dilation and groups"))
        }
    }
}
