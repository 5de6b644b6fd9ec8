import Kernels
import TestSupport
import Testing

struct MaxPoolGradientLoopTests {
    /// Two planes [3, 5], windows of 2 × 2 side by side: a column and a row are left over.
    private let halving = PoolingSizes(
        size: (3, 5), output: (1, 2), kernel: (2, 2), stride: (2, 2), padding: (0, 0),
        dilation: (1, 1))

    private func gradient(
        _ g: [Double], _ positions: [Int32], _ sizes: PoolingSizes
    ) throws -> [Double] {
        let planes = 2
        let dx = Guarded<Double>(shape: [planes, sizes.height, sizes.width])
        let upstream = Guarded<Double>(shape: [planes, sizes.outputHeight, sizes.outputWidth])
        let places = Guarded<Int32>(shape: [planes, sizes.outputHeight, sizes.outputWidth])
        for (index, value) in g.enumerated() { upstream.pointer[index] = value }
        for (index, value) in positions.enumerated() { places.pointer[index] = value }
        try MaxPoolGradientLoop.kernel.loop(.float64)(
            dx.view, upstream.view, positions: places.view, sizes, planes: planes)
        #expect(dx.isIntact)
        return dx.values
    }

    @Test func gradientsGoToTheLargestElements() throws {
        try onEveryTable { table in
            let dx = try gradient([1, 2, 3, 4], [6, 3, 0, 7], halving)
            let first = [0.0, 0, 0, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]
            let second = [3.0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0]
            #expect(dx == first + second, "\(table)")
        }
    }

    @Test func windowsThatOverlapAddUp() throws {
        var sizes = halving
        (sizes.strideHeight, sizes.strideWidth, sizes.outputHeight) = (1, 1, 2)
        try onEveryTable { table in
            let dx = try gradient([1, 2, 3, 4, 5, 6, 7, -1], [6, 6, 6, -1, 0, 1, 6, -1], sizes)
            var expected = [Double](repeating: 0, count: 30)
            expected[6] = 6
            (expected[15], expected[16], expected[21]) = (5, 6, 7)
            #expect(dx == expected, "\(table)")
        }
    }
}
