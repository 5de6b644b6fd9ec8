import Layers
import TestSupport
import Testing

struct ConvolutionPaddingModeTests {
    @Test func namesArePyTorchs() {
        #expect(
            ConvolutionPaddingMode.allCases.map(\.rawValue) == [
                "zeros", "reflect", "replicate", "circular",
            ])
    }

    @Test func eachPutsItsNumbersAroundTheInput() throws {
        let x = try constant([1, 2, 3], [1, 3], .float32)
        let expected: [ConvolutionPaddingMode: [Double]] = [
            .zeros: [0, 0, 1, 2, 3, 0, 0], .reflect: [3, 2, 1, 2, 3, 2, 1],
            .replicate: [1, 1, 1, 2, 3, 3, 3], .circular: [2, 3, 1, 2, 3, 1, 2],
        ]
        for mode in ConvolutionPaddingMode.allCases {
            let layer = try Conv1d(1, 1, kernelSize: 1, padding: 2, bias: false, paddingMode: mode)
            layer.weight = try .ones(1, 1, 1)
            #expect(try layer(x).values == expected[mode], "\(mode)")
        }
    }
}
