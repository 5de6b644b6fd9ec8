import Layers
import TestSupport
import Testing

struct Conv3dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Conv3d.self) }

    @Test func shapes() throws {
        let x = try Tensor.zeros(2, 4, 5, 6, 7)
        #expect(try Conv3d(4, 6, kernelSize: 3)(x).shape == [2, 6, 3, 4, 5])
        #expect(
            try Conv3d(4, 6, kernelSize: Size3(1, 2, 3), padding: .same)(x).shape == [
                2, 6, 5, 6, 7,
            ])
        #expect(try Conv3d(4, 6, kernelSize: 3, stride: 2, padding: 1)(x[0]).shape == [6, 3, 3, 4])
    }

    @Test func sameIsAsLargeAsTheInputInEveryMode() throws {
        let x = try Tensor.zeros(1, 2, 4, 4, 4)
        for mode in ConvolutionPaddingMode.allCases {
            let layer = try Conv3d(2, 2, kernelSize: 4, padding: .same, paddingMode: mode)
            #expect(try layer(x).shape == [1, 2, 4, 4, 4], "\(mode)")
        }
    }

    @Test func initialWeights() throws {
        let layer = try Conv3d(32, 4, kernelSize: 5, groups: 2, generator: Generator(seed: 1))
        #expect(layer.weight.shape == [4, 16, 5, 5, 5] && layer.bias?.value.shape == [4])
        // 1/√(16 · 125) = 0.02236; 8,000 numbers come within a hundredth of the bound.
        #expect((0.02213...0.02237).contains(layer.weight.values.map(\.magnitude).max() ?? 0))
    }
}
