import Autograd
import TestSupport
import Testing

struct TensorPoolingTests {
    @Test func meansOfWindows() throws {
        let x = try constant([1, 2, 3, 4, 5], [1, 1, 5])
        #expect(try x.avgPool1d(kernelSize: 2).values == [1.5, 3.5])
        #expect(try x.avgPool1d(kernelSize: 2, ceilMode: true).values == [1.5, 3.5, 5])
        #expect(
            try x.avgPool1d(kernelSize: 3, stride: 2, padding: 1).values == [1, 3, 3])
        #expect(
            try x.avgPool1d(kernelSize: 3, stride: 2, padding: 1, countIncludePad: false).values
                == [1.5, 3, 4.5])
        let image = try constant((0..<16).map(Double.init), [1, 4, 4])
        #expect(try image.avgPool2d(kernelSize: 2).values == [2.5, 4.5, 10.5, 12.5])
        #expect(
            try image.avgPool2d(kernelSize: 2, divisorOverride: 1).values == [10, 18, 42, 50])
    }

    @Test func theLargestOfWindows() throws {
        let x = try leaf([1, 5, 2, 8, 3], [1, 5])
        let y = try x.maxPool1d(kernelSize: 2, stride: 1, dilation: 2)
        #expect(y.shape == [1, 3] && y.values == [2, 8, 3])
        try y.sum().backward()
        #expect(x.grad?.values == [0, 0, 1, 1, 1])
    }

    @Test func theWholeImageIsAMean() throws {
        let x = try leaf((0..<12).map(Double.init), [1, 2, 2, 3])
        let y = try x.adaptiveAvgPool2d(1)
        #expect(y.shape == [1, 2, 1, 1] && y.values == [2.5, 8.5])
        #expect(try x.adaptiveMaxPool2d(1).values == [5, 11])
        try y.sum().backward()
        #expect(near(x.grad?.values ?? [], [Double](repeating: 1.0 / 6, count: 12)))
    }

    @Test func sharesOfAnAxis() throws {
        let x = try constant([1, 2, 3, 4, 5], [1, 5])
        #expect(try x.adaptiveAvgPool1d(3).values == [1.5, 3, 4.5])
        #expect(try x.adaptiveAvgPool1d(5).values == x.values)
        #expect(try x.adaptiveMaxPool1d(2).values == [3, 5])
        let image = try constant((0..<12).map(Double.init), [1, 3, 4])
        #expect(try image.adaptiveAvgPool2d(Size2(1, 2)).values == [4.5, 6.5])
        #expect(try image.adaptiveMaxPool2d(Size2(3, 1)).values == [3, 7, 11])
    }

    @Test func aSizeThatIsNilIsTheInputsOwn() throws {
        let image = try constant((0..<12).map(Double.init), [1, 3, 4])
        #expect(try image.adaptiveAvgPool2d(nil, 2).values == [0.5, 2.5, 4.5, 6.5, 8.5, 10.5])
        #expect(try image.adaptiveMaxPool2d(1, nil).values == [8, 9, 10, 11])
        #expect(try image.adaptiveAvgPool2d(nil, nil).values == image.values)
        #expect(try image.unsqueeze(dim: 0).adaptiveMaxPool2d(2, nil).shape == [1, 1, 2, 4])
        for shape in [[4], [1, 1, 1, 2, 2], [1, 2, 0]] as [Shape] {
            #expect(
                errorText { _ = try Tensor.zeros(shape).adaptiveAvgPool2d(nil, 2) }
                    .hasPrefix("adaptiveAvgPool2d: expected"))
        }
        #expect(errorText { _ = try image.adaptiveMaxPool2d(0, nil) }.contains("to 0×4"))
    }

    @Test func emptyBatchesAndTypes() throws {
        #expect(try Tensor.zeros(0, 2, 4).avgPool1d(kernelSize: 2).shape == [0, 2, 2])
        #expect(try Tensor.zeros(0, 2, 4, 4).adaptiveMaxPool2d(2).shape == [0, 2, 2, 2])
        let half = try constant([1, 3], [1, 2], .bfloat16).avgPool1d(kernelSize: 2)
        #expect(half.dtype == .bfloat16 && half.values == [2])
        #expect(
            errorText { _ = try Tensor.zeros([1, 1, 4], dtype: .int32).avgPool1d(kernelSize: 2) }
                .contains("int32"))
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let x = try Tensor.zeros(1, 1, 4)
        for (kernel, stride, padding) in [(0, 1, 0), (2, 0, 0), (2, 1, -1), (2, 1, 2)] {
            let text = errorText {
                _ = try x.avgPool1d(kernelSize: kernel, stride: stride, padding: padding)
            }
            #expect(text.hasPrefix("avgPool1d: expected kernelSize and stride of at least 1, pad"))
        }
        #expect(
            errorText { _ = try x.avgPool1d(kernelSize: 5) }
                .hasPrefix("avgPool1d: expected a window that fits the padded input; got input"))
        #expect(
            errorText { _ = try x.avgPool2d(kernelSize: 1, divisorOverride: 0) }
                .contains("divisor 0"))
        #expect(
            errorText { _ = try Tensor.zeros(4).adaptiveAvgPool1d(2) }
                == "adaptiveAvgPool1d: expected [n, channels, length] or [channels, length]; "
                + "got [4].")
        #expect(
            errorText { _ = try x.adaptiveMaxPool1d(0) }.contains("an outputSize of at least 1"))
        for (kernelSize, problem) in [(9, "a window that fits"), (0, "kernelSize, stride and")] {
            let text = errorText {
                _ = try Tensor.zeros(4, 4).maxPool1d(kernelSize: kernelSize)
            }
            #expect(text.hasPrefix("maxPool1d: expected \(problem)"))
        }
    }
}
