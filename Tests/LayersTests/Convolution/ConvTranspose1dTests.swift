import Layers
import TestSupport
import Testing

struct ConvTranspose1dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: ConvTranspose1d.self) }

    @Test func shapes() throws {
        let x = try Tensor.zeros(2, 4, 9)
        #expect(try ConvTranspose1d(4, 6, kernelSize: 3)(x).shape == [2, 6, 11])
        #expect(
            try ConvTranspose1d(4, 6, kernelSize: 3, stride: 2, padding: 1, outputPadding: 1)(x)
                .shape == [2, 6, 18])
        #expect(try ConvTranspose1d(4, 6, kernelSize: 2)(x[0]).shape == [6, 10])
    }

    @Test func initialWeights() throws {
        let layer = try ConvTranspose1d(
            32, 32, kernelSize: 25, groups: 2, generator: Generator(seed: 1))
        #expect(layer.weight.shape == [32, 16, 25] && layer.bias?.value.shape == [32])
        // 1/√(outputs of a group · the kernel's size) = 0.05; thousands of numbers come near it.
        #expect((0.0495...0.05).contains(layer.weight.values.map(\.magnitude).max() ?? 0))
        #expect(
            try ConvTranspose1d(2, 2, kernelSize: 2, bias: false).stateDict().keys == ["weight"])
    }

    @Test func rejectsWhatIsOutOfRange() throws {
        let name = "ConvTranspose1d"
        #expect(
            errorText { _ = try ConvTranspose1d(4, 3, kernelSize: 2, groups: 2) }
                .hasPrefix("\(name): expected at least 1 channel"))
        #expect(
            errorText { _ = try ConvTranspose1d(4, 4, kernelSize: 2, outputPadding: 1) }
                .hasPrefix("\(name): expected an outputPadding below stride or dilation"))
        #expect(
            errorText { _ = try ConvTranspose1d(4, 4, kernelSize: 2)(.zeros(2, 3)) }
                .hasPrefix("convTranspose1d: expected an input"))
    }
}
