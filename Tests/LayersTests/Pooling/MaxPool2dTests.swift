import Layers
import TestSupport
import Testing

struct MaxPool2dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: MaxPool2d.self) }

    @Test func agreesWithPyTorch() throws {
        let x = try constant((0..<16).map { Double($0 * 7 % 11) }, [1, 1, 4, 4])
        let y = try MaxPool2d(3, stride: 2, padding: 1, ceilMode: true)(x)
        // torch.nn.MaxPool2d(3, stride=2, padding=1, ceil_mode=True), PyTorch 2.13.
        #expect(y.shape == [1, 1, 3, 3] && y.values == [7, 10, 10, 8, 10, 6, 7, 10, 6])
    }

    @Test func strideIsTheKernelsSizeUnlessGiven() throws {
        let x = try Tensor.zeros(2, 3, 7, 8)
        #expect(try MaxPool2d(2)(x).shape == [2, 3, 3, 4])
        #expect(try MaxPool2d(Size2(2, 3), stride: 1)(x).shape == [2, 3, 6, 6])
        #expect(try MaxPool2d(2, ceilMode: true)(x).shape == [2, 3, 4, 4])
        #expect(try MaxPool2d(2, dilation: 3)(x).shape == [2, 3, 2, 3])
        #expect(try MaxPool2d(2)(.zeros(3, 4, 4)).shape == [3, 2, 2])
    }

    @Test func gradients() throws {
        let x = try constant((0..<32).map { Double($0 * 7 % 32) / 10 }, [1, 2, 4, 4])
        try checkGradients(of: MaxPool2d(2), at: x)
        try checkGradients(of: MaxPool2d(3, stride: 1, padding: 1), at: x)
    }

    @Test func rejectsWhatIsOutOfRange() throws {
        #expect(errorText { _ = try MaxPool2d(0) }.contains("kernelSize of at least 1; got 0×0"))
        #expect(errorText { _ = try MaxPool2d(2, stride: 0) }.contains("stride of at least 1"))
        #expect(errorText { _ = try MaxPool2d(2, padding: -1) }.contains("padding of at least 0"))
        #expect(errorText { _ = try MaxPool2d(3, padding: 2) }.contains("half of kernelSize 3×3"))
        #expect(errorText { _ = try MaxPool2d(3, dilation: 0) }.contains("dilation of at least 1"))
        #expect(errorText { _ = try MaxPool2d(3)(.zeros(1, 1, 2, 9)) }.contains("[1, 1, 2, 9]"))
    }
}
