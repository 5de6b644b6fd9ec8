import Foundation
import Kernels
import TestSupport
import Testing

struct NormalVariatesTests {
    /// Box and Muller's formulas by the C library, in Double.
    private func exact(_ u: Double, _ turn: Double) -> (Double, Double) {
        let r = (-2 * log(u)).squareRoot()
        return (r * cos(turn * Double.pi / 2), r * sin(turn * Double.pi / 2))
    }

    @Test func wordsAreFractions() {
        #expect(NormalVariates.unit(0 as UInt32) == 0 && NormalVariates.unit(0 as UInt64) == 0)
        #expect(NormalVariates.unit(UInt32.max) == 1 - 0x1p-24)
        #expect(NormalVariates.unit(UInt64.max) == 1 - 0x1p-53)
        #expect(NormalVariates.unit(1 << 31 as UInt32) == 0.5)
        // The low bits do not count.
        #expect(NormalVariates.unit(255 as UInt32) == 0 && NormalVariates.unit(2047 as UInt64) == 0)
    }

    @Test func singlePairsAgreeWithTheFormulas() {
        var random = SplitMix(state: 1)
        var worst = 0.0
        for _ in 0..<50_000 {
            let (first, second) = (
                UInt32.random(in: 0 ... .max, using: &random),
                UInt32.random(in: 0 ... .max, using: &random)
            )
            let z = NormalVariates.pair(first, second)
            let u = Double((Float(first >> 1) + 0.5) * 0x1p-31)
            let place = Double(NormalVariates.unit(second << 2) - 0.5)
            let expected = exact(u, Double(second >> 30) + place)
            worst = max(
                worst, (Double(z.0) - expected.0).magnitude, (Double(z.1) - expected.1).magnitude)
        }
        // A few ulp of numbers of up to 6.7, whose ulp is 4.8e-7.
        #expect(worst < 2e-6)
    }

    @Test func doublePairsAgreeWithTheFormulas() {
        var random = SplitMix(state: 2)
        var worst = 0.0
        for _ in 0..<50_000 {
            let (first, second) = (random.next(), random.next())
            let z = NormalVariates.pair(first, second)
            let u = NormalVariates.unit(first) + 0x1p-53
            let place = NormalVariates.unit(second << 2) - 0.5
            let expected = exact(u, Double(second >> 62) + place)
            worst = max(worst, (z.0 - expected.0).magnitude, (z.1 - expected.1).magnitude)
        }
        // A few ulp of numbers of up to 8.6, whose ulp is 1.8e-15; π/2 is rounded as well.
        #expect(worst < 1e-14)
    }

    @Test func allWordsGiveFiniteNumbers() {
        let single: [UInt32] = [0, 1, 2, 3, 1 << 30, 1 << 31, 3 << 30, .max - 1, .max]
        for first in single {
            for second in single {
                let z = NormalVariates.pair(first, second)
                #expect(z.0.isFinite && z.1.isFinite && max(z.0.magnitude, z.1.magnitude) < 6.7)
            }
        }
        let double: [UInt64] = [0, 1, 1 << 11, 1 << 62, 1 << 63, 3 << 62, .max - 1, .max]
        for first in double {
            for second in double {
                let z = NormalVariates.pair(first, second)
                #expect(z.0.isFinite && z.1.isFinite && max(z.0.magnitude, z.1.magnitude) < 8.6)
            }
        }
    }
}
