import Kernels
import TestSupport
import Testing

struct BatchNormGradientLoopTests {
    private func check<T: Element & BinaryFloatingPoint>(
        _: T.Type, _ shape: Shape, isAffine: Bool, wantsInput: Bool, _ table: String
    ) throws {
        var random = SplitMix(state: 1)
        let sizes = ChannelSizes(shape)
        let x = Guarded<T>(shape, in: -2...2, &random)
        let g = Guarded<T>(shape, in: -1...1, &random)
        let weight = Guarded<T>([sizes.channels], in: 0.5...2, &random)
        // What the forward pass would give need not be exact here: the formulas take what they get.
        let mean = Guarded<T>([sizes.channels], in: -0.1...0.1, &random)
        let inverse = Guarded<T>([sizes.channels], in: 0.5...1, &random)
        let dx = Guarded<T>(shape: shape)
        let (dw, db) = (Guarded<T>(shape: [sizes.channels]), Guarded<T>(shape: [sizes.channels]))
        try BatchNormGradientLoop.kernel.loop(T.dtype)(
            dx: wantsInput ? dx.view : nil, weights: dw.view, biases: db.view, upstream: g.view,
            x.view, mean: mean.view, inverse: inverse.view, weight: isAffine ? weight.view : nil)
        #expect(dx.isIntact && dw.isIntact && db.isIntact)
        let place = "\(table) \(T.self) \(shape)"
        let ulp = T.dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
        let (inputs, upstreams, results) = (x.values, g.values, dx.values)
        for c in 0..<sizes.channels {
            let (values, slopes) = (
                channel(c, of: inputs, sizes), channel(c, of: upstreams, sizes)
            )
            let n = Double(values.count)
            let (m, r) = (mean.pointer[c].double, inverse.pointer[c].double)
            let w = isAffine ? weight.pointer[c].double : 1
            let sum = slopes.reduce(0, +)
            let product = zip(slopes, values).reduce(0) { $0 + $1.0 * ($1.1 - m) }
            // Sums of n numbers of random sign, at most 2.1 each: of size √n.
            let tolerance = 32 * ulp * max(1, n.squareRoot())
            #expect((db.pointer[c].double - sum).magnitude < tolerance, "\(place)")
            #expect((dw.pointer[c].double - product * r).magnitude < tolerance, "\(place)")
            guard wantsInput else { continue }
            let expected = zip(slopes, values).map { g, x in
                r * w * (g - sum / n - (x - m) * r * r * product / n)
            }
            #expect(
                worstError(channel(c, of: results, sizes), expected) < 32 * ulp, "\(place)")
        }
    }

    @Test(arguments: normalizedShapes, [false, true])
    func agreesWithTheFormulas(shape: Shape, isAffine: Bool) throws {
        try onEveryTable { table in
            for wantsInput in [true, false] {
                try check(
                    Float.self, shape, isAffine: isAffine, wantsInput: wantsInput, table)
                try check(
                    Double.self, shape, isAffine: isAffine, wantsInput: wantsInput, table)
            }
        }
    }

    /// An input whose gradient is not wanted costs no memory.
    @Test func withoutAnInputGradientNothingIsWritten() throws {
        let x = Guarded([1, 2, 3, 4] as [Float], [2, 2])
        let dx = Guarded<Float>(shape: [2, 2])
        let before = dx.elements.map(\.bitPattern)
        let (a, b, one) = (
            Guarded<Float>(shape: [2]), Guarded<Float>(shape: [2]), Guarded([1, 1] as [Float])
        )
        try BatchNormGradientLoop.kernel.loop(.float32)(
            dx: nil, weights: a.view, biases: b.view, upstream: x.view, x.view, mean: one.view,
            inverse: one.view, weight: nil)
        #expect(dx.elements.map(\.bitPattern) == before && b.elements == [4, 6])
        #expect(a.elements == [6, 14])
    }
}
