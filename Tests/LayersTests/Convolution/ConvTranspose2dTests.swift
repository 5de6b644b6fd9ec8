import Layers
import TestSupport
import Testing

struct ConvTranspose2dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: ConvTranspose2d.self) }

    @Test func shapes() throws {
        let x = try Tensor.zeros(2, 4, 9, 9)
        #expect(try ConvTranspose2d(4, 6, kernelSize: 3)(x).shape == [2, 6, 11, 11])
        #expect(
            try ConvTranspose2d(4, 6, kernelSize: 3, stride: 2, padding: 1, outputPadding: 1)(x)
                .shape == [2, 6, 18, 18])
        #expect(try ConvTranspose2d(4, 6, kernelSize: 2)(x[0]).shape == [6, 10, 10])
    }

    @Test func initialWeights() throws {
        let layer = try ConvTranspose2d(
            32, 8, kernelSize: 10, groups: 2, generator: Generator(seed: 1))
        #expect(layer.weight.shape == [32, 4, 10, 10] && layer.bias?.value.shape == [8])
        // 1/√(outputs of a group · the kernel's size) = 0.05; thousands of numbers come near it.
        #expect((0.0495...0.05).contains(layer.weight.values.map(\.magnitude).max() ?? 0))
        #expect(
            try ConvTranspose2d(2, 2, kernelSize: 2, bias: false).stateDict().keys == ["weight"])
    }

    @Test func rejectsWhatIsOutOfRange() throws {
        let name = "ConvTranspose2d"
        #expect(
            errorText { _ = try ConvTranspose2d(4, 3, kernelSize: 2, groups: 2) }
                .hasPrefix("\(name): expected at least 1 channel"))
        #expect(
            errorText { _ = try ConvTranspose2d(4, 4, kernelSize: 2, outputPadding: 1) }
                .hasPrefix("\(name): expected an outputPadding below stride or dilation"))
        #expect(
            errorText { _ = try ConvTranspose2d(4, 4, kernelSize: 2)(.zeros(2, 3)) }
                .hasPrefix("convTranspose2d: expected an input"))
    }
}
