import Kernels
import TestSupport
import Testing

/// Rows, images, one image, more channels than a block takes, and much of everything.
let normalizedShapes: [Shape] = [
    [4, 3], [2, 3, 5], [3, 2, 4, 4], [1, 2, 6], [5, 1], [6, 70], [2, 40, 3], [300, 130],
    [2, 3, 30_000],
]

/// One channel's elements of an array [images, channels, ...].
func channel(_ c: Int, of values: [Double], _ sizes: ChannelSizes) -> [Double] {
    (0..<sizes.images).flatMap { image -> ArraySlice<Double> in
        let start = (image * sizes.channels + c) * sizes.spatial
        return values[start..<start + sizes.spatial]
    }
}

struct BatchNormLoopTests {
    private func check<T: Element & BinaryFloatingPoint>(
        _: T.Type, _ shape: Shape, isAffine: Bool, _ table: String
    ) throws {
        var random = SplitMix(state: 1)
        let sizes = ChannelSizes(shape)
        // A mean far from 0, where sums of squares lose all digits.
        let x = Guarded<T>(shape, in: 99...101, &random)
        let weight = Guarded<T>([sizes.channels], in: 0.5...2, &random)
        let bias = Guarded<T>([sizes.channels], in: -1...1, &random)
        let y = Guarded<T>(shape: shape)
        let statistics = (0..<3).map { _ in Guarded<T>(shape: [sizes.channels]) }
        try BatchNormLoop.kernel.loop(T.dtype)(
            y.view, mean: statistics[0].view, variance: statistics[1].view,
            inverse: statistics[2].view, x.view, weight: isAffine ? weight.view : nil,
            bias: isAffine ? bias.view : nil, eps: 0.1)
        #expect(y.isIntact && statistics.allSatisfy { $0.isIntact })
        let place = "\(table) \(T.self) \(shape)"
        let ulp = T.dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
        let (inputs, outputs) = (x.values, y.values)
        var worst = 0.0
        for c in 0..<sizes.channels {
            let values = channel(c, of: inputs, sizes)
            let n = Double(values.count)
            // Around 100, so that the sum's own rounding does not count.
            let mean = 100 + values.reduce(0) { $0 + ($1 - 100) } / n
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
            let inverse = 1 / (variance + 0.1).squareRoot()
            let ours = statistics.map { $0.pointer[c].double }
            // The mean of numbers near 100 is rounded to their ulp, 100 times that of 1.
            #expect((ours[0] - mean).magnitude < 200 * ulp, "\(place)")
            #expect((ours[1] - variance).magnitude < 200 * ulp, "\(place)")
            #expect((ours[2] - inverse).magnitude < 2000 * ulp, "\(place)")
            let (w, b) = isAffine ? (weight.pointer[c].double, bias.pointer[c].double) : (1, 0)
            let expected = values.map { ($0 - mean) * inverse * w + b }
            worst = max(worst, worstError(channel(c, of: outputs, sizes), expected))
        }
        // The mean's rounding again, times a weight and an inverse deviation of at most 3 and 2.
        #expect(worst < 2000 * ulp, "\(place): \(worst)")
    }

    @Test(arguments: normalizedShapes, [false, true])
    func agreesWithALoop(shape: Shape, isAffine: Bool) throws {
        try onEveryTable { table in
            try check(Float.self, shape, isAffine: isAffine, table)
            try check(Double.self, shape, isAffine: isAffine, table)
        }
    }

    @Test func equalElementsGiveTheBiasAndNotANumberStaysInItsChannel() throws {
        try onEveryTable { table in
            let x = Guarded([5, 1, 5, .nan, 5, 3] as [Float], [3, 2])
            let y = Guarded<Float>(shape: [3, 2])
            let bias = Guarded([0.5, 2] as [Float])
            let (mean, variance, inverse) = (
                Guarded<Float>(shape: [2]), Guarded<Float>(shape: [2]), Guarded<Float>(shape: [2])
            )
            try BatchNormLoop.kernel.loop(.float32)(
                y.view, mean: mean.view, variance: variance.view, inverse: inverse.view, x.view,
                weight: nil, bias: bias.view, eps: 1e-5)
            let values = y.elements
            #expect([values[0], values[2], values[4]] == [0.5, 0.5, 0.5], "\(table)")
            #expect([values[1], values[3], values[5]].allSatisfy { $0.isNaN }, "\(table)")
            #expect(mean.elements[0] == 5 && variance.elements[0] == 0)
            #expect(mean.elements[1].isNaN && variance.elements[1].isNaN)
        }
    }
}
