import Layers
import TestSupport
import Testing

struct Conv1dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Conv1d.self) }

    @Test func shapes() throws {
        let x = try Tensor.zeros(2, 4, 9)
        #expect(try Conv1d(4, 6, kernelSize: 3)(x).shape == [2, 6, 7])
        #expect(try Conv1d(4, 6, kernelSize: 3, padding: 2)(x).shape == [2, 6, 11])
        #expect(try Conv1d(4, 6, kernelSize: 3, stride: 2, dilation: 2)(x).shape == [2, 6, 3])
        #expect(try Conv1d(4, 6, kernelSize: 3)(.zeros(4, 9)).shape == [6, 7])
    }

    @Test func sameIsAsLongAsTheInputInEveryMode() throws {
        let x = try Tensor.zeros(2, 4, 9)
        for mode in ConvolutionPaddingMode.allCases {
            let layer = try Conv1d(
                4, 6, kernelSize: 4, padding: .same, dilation: 2, paddingMode: mode)
            #expect(try layer(x).shape == [2, 6, 9], "\(mode)")
        }
    }

    @Test func gradients() throws {
        try checkGradients(of: Conv1d(2, 2, kernelSize: 2, padding: 1), at: sample([1, 2, 3]))
        try checkGradients(
            of: Conv1d(2, 4, kernelSize: 2, dilation: 2, groups: 2, bias: false),
            at: sample([2, 2, 4]))
    }

    @Test func initialWeights() throws {
        let layer = try Conv1d(32, 64, kernelSize: 25, groups: 2, generator: Generator(seed: 1))
        #expect(layer.weight.shape == [64, 16, 25] && layer.bias?.value.shape == [64])
        // 1/√(16 · 25) = 0.05; 25,600 numbers come within a hundredth of the bound.
        #expect((0.0495...0.05).contains(layer.weight.values.map(\.magnitude).max() ?? 0))
    }

    @Test func errorsShowTheInputAndTheLayer() throws {
        let layer = try Conv1d(3, 8, kernelSize: 3)
        let text = errorText { _ = try layer(.zeros(2, 4, 9)) }
        #expect(text.hasPrefix("conv1d: ") && text.contains("[2, 4, 9] and [8, 3, 3]"))
        #expect(text.contains("Conv1d"))
        let mirrored = try Conv1d(3, 8, kernelSize: 3, padding: 2, paddingMode: .reflect)
        #expect(errorText { _ = try mirrored(.zeros(2, 4, 9)) }.contains("[2, 4, 9] and [8, 3, 3]"))
        #expect(errorText { _ = try mirrored(.zeros(9)) }.contains("got [9] and [8, 3, 3]"))
        #expect(
            errorText { _ = try mirrored(.zeros(3, 2)) }
                .hasPrefix("pad: expected padding from -2 to 1 in mode reflect along dim 1; got 2"))
    }
}
