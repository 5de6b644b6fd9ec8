import Autograd
import GradientCheck
import TestSupport
import Testing

struct MaxPool2dTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(MaxPool2d.self) }

    @Test("seed defect 27: pooling has gradients and keeps sizes of 1 and types")
    func sizesOfOneAndTypes() throws {
        for dtype in [DType.float32, .float64, .bfloat16] {
            let x = try leaf([1, 5, 3, 2], [1, 1, 2, 2], dtype)
            let y = try x.maxPool2d(kernelSize: 2)
            #expect(y.shape == [1, 1, 1, 1] && y.dtype == dtype && y.values == [5])
            try y.sum().backward()
            #expect(x.grad?.values == [0, 1, 0, 0] && x.grad?.dtype == dtype)
        }
    }

    @Test func hazards() throws {
        // PyTorch 2.13: of equal elements the first, of NaNs the last, and −∞ too has a place.
        let rows: [(x: [Double], value: Double, slope: [Double])] = [
            ([1, 1, 1, 1], 1, [1, 0, 0, 0]), ([1, 1, nan, 1], nan, [0, 0, 1, 0]),
            ([nan, nan, 1, nan], nan, [0, 0, 0, 1]),
            ([-infinity, -infinity, -infinity, -infinity], -infinity, [1, 0, 0, 0]),
        ]
        for row in rows {
            let x = try leaf(row.x, [1, 1, 2, 2])
            let y = try x.maxPool2d(kernelSize: 2)
            try y.sum().backward()
            #expect(same(y.values, [row.value]) && x.grad?.values == row.slope)
        }
    }

    @Test func overlappingWindowsAddTheirGradients() throws {
        let x = try leaf([0, 0, 0, 0, 9, 0, 0, 0, 0], [1, 1, 3, 3])
        try x.maxPool2d(kernelSize: 2, stride: 1).sum().backward()
        #expect(x.grad?.values == [0, 0, 0, 0, 4, 0, 0, 0, 0])
    }

    @Test func imagesMayComeWithoutABatch() throws {
        let x = try constant((0..<16).map(Double.init), [1, 4, 4])
        let y = try x.maxPool2d(kernelSize: 2)
        #expect(y.shape == [1, 2, 2] && y.values == [5, 7, 13, 15])
    }

    /// The last window must begin inside the input or its left padding.
    @Test func ceilModeCountsWindowsThatAreNotFull() throws {
        func size(_ input: Int, _ kernel: Size2, _ stride: Size2, _ padding: Size2 = 0) throws
            -> Int
        {
            try Tensor.zeros(1, 1, input, 9).maxPool2d(
                kernelSize: kernel, stride: stride, padding: padding, ceilMode: true
            ).shape[2]
        }
        // PyTorch 2.13, max_pool2d with ceil_mode=True.
        #expect(try size(5, 2, 2) == 3 && size(4, 2, 2) == 2 && size(5, 2, 3) == 2)
        #expect(try size(6, 2, 3, 1) == 3 && size(3, 2, 2, 1) == 2 && size(7, 3, 2, 1) == 4)
    }

    @Test func impossibleOptionsAndShapesAreNamed() throws {
        let x = try Tensor.zeros(1, 1, 4, 4)
        for (kernel, stride, padding, dilation) in [
            (0, 1, 0, 1), (2, 0, 0, 1), (2, 1, -1, 1), (2, 1, 2, 1), (2, 1, 0, 0), (-1, 1, 0, 1),
            (1 << 30, 1, 0, 1),
        ] {
            let text = errorText {
                _ = try x.maxPool2d(
                    kernelSize: Size2(kernel), stride: Size2(stride), padding: Size2(padding),
                    dilation: Size2(dilation))
            }
            #expect(text.hasPrefix("maxPool2d: expected kernelSize, stride and dilation of at"))
        }
        #expect(
            errorText { _ = try x.maxPool2d(kernelSize: 5) }
                .hasPrefix("maxPool2d: expected a window that fits the padded input; got input "))
        #expect(
            errorText { _ = try Tensor.zeros(4, 4).maxPool2d(kernelSize: 2) }.contains("[4, 4]"))
        #expect(
            errorText {
                _ = try Tensor.zeros([1, 1, 4, 4], dtype: .int32).maxPool2d(kernelSize: 2)
            }
            .contains("got int32"))
    }
}
