import Layers
import TestSupport
import Testing

struct Conv2dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Conv2d.self) }

    @Test func agreesWithPyTorch() throws {
        let layer = try makeDouble(
            Conv2d(2, 4, kernelSize: 3, stride: 2, padding: 1, groups: 2))
        layer.weight = try constant((0..<36).map { Double($0) / 10 - 1 }, [4, 1, 3, 3])
        layer.bias?.value = try constant([0, 1, 2, 3])
        let y = try layer(constant((0..<32).map { Double($0) / 8 }, [1, 2, 4, 4]))
        #expect(y.shape == [1, 4, 2, 2])
        // torch.nn.Conv2d(2, 4, 3, stride=2, padding=1, groups=2), PyTorch 2.13.
        let expected = [
            -0.3375, -1.075, -2.8875, -5.775, 1.7875, 2.625, 3.85, 5.35, 15.1125, 22.525, 25.5875,
            38.075, 24.4375, 37.025, 43.125, 65.4,
        ]
        #expect(near(y.values, expected))
    }

    @Test func shapes() throws {
        let x = try Tensor.zeros(2, 4, 9, 8)
        #expect(try Conv2d(4, 6, kernelSize: 3)(x).shape == [2, 6, 7, 6])
        #expect(try Conv2d(4, 6, kernelSize: Size2(1, 3), padding: 1)(x).shape == [2, 6, 11, 8])
        #expect(try Conv2d(4, 6, kernelSize: 3, stride: 2, dilation: 2)(x).shape == [2, 6, 3, 2])
        #expect(try Conv2d(4, 6, kernelSize: 3)(.zeros(4, 9, 8)).shape == [6, 7, 6])
        #expect(try Conv2d(4, 6, kernelSize: 4, padding: Size2(1, 2))(x).shape == [2, 6, 8, 9])
        for mode in ConvolutionPaddingMode.allCases {
            let layer = try Conv2d(
                4, 6, kernelSize: Size2(2, 5), padding: .same, paddingMode: mode)
            #expect(try layer(x).shape == [2, 6, 9, 8], "\(mode)")
        }
    }

    @Test func gradients() throws {
        try checkGradients(
            of: Conv2d(2, 2, kernelSize: 2, stride: 2, padding: 1), at: sample([1, 2, 3, 3]))
        try checkGradients(
            of: Conv2d(2, 4, kernelSize: Size2(1, 2), dilation: 2, groups: 2, bias: false),
            at: sample([2, 2, 2, 3]))
    }

    @Test("seed defect 42: the fan counts the kernel's size and the group's channels")
    func initialWeights() throws {
        let layer = try Conv2d(32, 64, kernelSize: 5, groups: 2, generator: Generator(seed: 1))
        #expect(layer.weight.shape == [64, 16, 5, 5])
        // 1/√(16 · 25) = 0.05; 25,600 numbers come within a hundredth of the bound.
        #expect((0.0495...0.05).contains(layer.weight.values.map(\.magnitude).max() ?? 0))
    }

    @Test func rejectsInputsThatDoNotFit() throws {
        let layer = try Conv2d(3, 8, kernelSize: 3)
        let text = errorText { _ = try layer(.zeros(2, 4, 9, 9)) }
        #expect(text.hasPrefix("conv2d: ") && text.contains("[2, 4, 9, 9]"))
        #expect(errorText { _ = try layer(.zeros(2, 3, 2, 9)) }.contains("[2, 3, 2, 9]"))
    }
}
