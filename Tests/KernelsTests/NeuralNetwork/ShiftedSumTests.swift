import Kernels
import TestSupport
import Testing

struct ShiftedSumTests {
    /// Sums of more terms, for more outputs, than a block of weights has; in one band and in many.
    @Test(arguments: [(5, 6), (40, 33), (5, 57)])
    func blocksAreAddedUp(height: Int, width: Int) {
        check(70, (height, width))
    }

    /// Rows of 29 elements, which two vectors that overlap make in place, and of 32.
    @Test(arguments: [57, 63])
    func rowsAreMadeInPlace(width: Int) { check(3, (7, width)) }

    private func check(_ channels: Int, _ size: (height: Int, width: Int)) {
        let sizes = ConvolutionCases.sizes(
            1, channels, 100, size, kernel: (3, 3), stride: (2, 2), padding: (1, 1))
        let arrays = ConvolutionArrays<Float>(sizes)
        let (x, weight) = (arrays.x.values, arrays.weight.values)
        var expected = [Double](repeating: 0, count: arrays.g.count)
        let (bias, plane) = (arrays.bias.values, sizes.outputHeight * sizes.outputWidth)
        for index in expected.indices { expected[index] = bias[index / plane] }
        arrays.forEachProduct { output, i, j in expected[output] += x[i] * weight[j] }
        onEveryTable { table in
            let y = Guarded<Float>(shape: arrays.g.shape)
            #expect(
                Convolution.forward(
                    y.view, arrays.x.view, arrays.weight.view, bias: arrays.bias.view, sizes))
            #expect(y.values == expected && y.isIntact, "\(table)")
        }
    }
}
