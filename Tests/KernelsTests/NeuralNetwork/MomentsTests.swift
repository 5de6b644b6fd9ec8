import Kernels
import TestSupport
import Testing

struct MomentsTests {
    @Test(arguments: [0, 1, 7, 8, 9, 4095, 4096, 4097, 20_000])
    func sumsAgreeWithPlainOnes(count: Int) {
        var random = SplitMix(state: 1)
        let x = Guarded<Double>([count], in: -1...1, &random)
        let y = Guarded<Double>([count], in: -1...1, &random)
        let (p, q) = (x.pointer, y.pointer)
        // As many roundings of sums of at most `count`, and fewer by far.
        let bound = Double(count + 1) * Double.ulpOfOne * 16
        let sum = Moments.sum(UnsafePointer(p), count)
        #expect((sum - x.values.reduce(0, +)).magnitude <= bound)
        let sums = Moments.sums(Double.self, count) { (p[$0], q[$0]) }
        #expect((sums.first - sum).magnitude <= bound)
        let product = zip(x.values, y.values).reduce(0) { $0 + $1.0 * $1.1 }
        #expect((sums.products - product).magnitude <= bound)
    }

    /// Where a run lies must not change a bit.
    @Test func theSameNumbersGiveTheSameBits() {
        var random = SplitMix(state: 2)
        let values = Guarded<Float>([5000], in: -1...1, &random).elements
        let sums = (0..<9).map { start -> Double in
            let x = Guarded([Float](repeating: 7, count: start) + values)
            return Moments.sum(UnsafePointer(x.pointer + start), 5000)
        }
        #expect(Set(sums).count == 1)
    }

    @Test func varianceIsCorrectedForTheCentre() {
        // Numbers with mean 10.5 and variance 1.25 around a centre that is off by 0.5.
        let x = [9.0, 10, 11, 12]
        let d = x.map { $0 - 10 }
        let (mean, variance) = Moments.meanAndVariance(
            centre: 10, (d.reduce(0, +), d.reduce(0) { $0 + $1 * $1 }), 4)
        #expect(mean == 10.5 && variance == 1.25)
    }

    @Test func varianceIsNeverNegativeAndKeepsNotANumber() {
        let (_, variance) = Moments.meanAndVariance(centre: 0, (3, 2.999_999_999), 3)
        #expect(variance == 0)
        let (mean, nothing) = Moments.meanAndVariance(centre: .nan, (.nan, .nan), 3)
        #expect(mean.isNaN && nothing.isNaN)
    }

    @Test func equalNumbersHaveExactlyTheirMeanAndNoVariance() {
        for value in [0.1, -3.7e20, 1e-30] as [Float] {
            let x = Guarded([Float](repeating: value, count: 1001))
            let centre = Float(Moments.sum(UnsafePointer(x.pointer), 1001) / 1001)
            let p = x.pointer
            let sums = Moments.sums(Float.self, 1001) { (p[$0] - centre, p[$0] - centre) }
            let (mean, variance) = Moments.meanAndVariance(
                centre: Double(centre), sums, 1001)
            #expect(Float(mean) == value && Float(variance) == 0)
        }
    }
}
