import Kernels
import TestSupport
import Testing

struct HalfPrecisionTests {
    /// What the bits stand for, by the formats' definitions; both have a bias and an all-ones
    /// exponent for infinity and NaN.
    private func value(_ bits: UInt16, exponentBits: Int, fractionBits: Int) -> Double {
        let sign: Double = bits >> 15 == 0 ? 1 : -1
        let exponent = Int(bits >> fractionBits) & (1 << exponentBits - 1)
        let fraction = Double(Int(bits) & (1 << fractionBits - 1)) / Double(1 << fractionBits)
        let bias = 1 << (exponentBits - 1) - 1
        func power(_ exponent: Int) -> Double {
            Double(sign: .plus, exponent: exponent, significand: 1)
        }
        switch exponent {
        case 0: return sign * power(1 - bias) * fraction
        case (1 << exponentBits - 1): return fraction == 0 ? sign * .infinity : .nan
        default: return sign * power(exponent - bias) * (1 + fraction)
        }
    }

    @Test func everyNumberWidensExactlyAndComesBack() {
        for bits in UInt16.min...UInt16.max {
            let half = HalfPrecision.float(binary16: bits)
            let brain = HalfPrecision.float(bfloat16: bits)
            guard
                same([Double(half)], [value(bits, exponentBits: 5, fractionBits: 10)]),
                same([Double(brain)], [value(bits, exponentBits: 8, fractionBits: 7)]),
                half.isNaN || HalfPrecision.binary16(half) == bits,
                brain.isNaN || HalfPrecision.bfloat16(brain) == bits,
                half.sign == (bits >> 15 == 0 ? .plus : .minus)
            else {
                Issue.record("\(bits): \(half), \(brain)")
                return
            }
        }
    }

    /// Between every two neighbours: just below the middle, the middle, just above.
    @Test func narrowingRoundsToTheNearestAndTiesToEven() {
        func check(_ limit: UInt16, _ narrow: (Float) -> UInt16, _ widen: (UInt16) -> Float) {
            for bits in 0..<limit {
                let (low, high) = (widen(bits), widen(bits + 1))
                guard high.isFinite else { return }
                // Floats have room for the middle of two neighbours, and for what lies beside it.
                let middle = low + (high - low) / 2
                let even = bits & 1 == 0 ? bits : bits + 1
                guard narrow(middle.nextDown) == bits, narrow(middle) == even,
                    narrow(middle.nextUp) == bits + 1,
                    narrow(-middle) == even | 0x8000
                else {
                    Issue.record("\(bits): \(middle)")
                    return
                }
            }
        }
        check(0x7c00, HalfPrecision.binary16, HalfPrecision.float(binary16:))
        check(0x7f80, HalfPrecision.bfloat16, HalfPrecision.float(bfloat16:))
    }

    @Test func theLargestNumbersAndInfinity() {
        #expect(HalfPrecision.binary16(65504) == 0x7bff)
        // 65520 is the middle of 65504 and 65536, which would be even.
        #expect(HalfPrecision.binary16(Float(65520).nextDown) == 0x7bff)
        #expect(HalfPrecision.binary16(65520) == 0x7c00 && HalfPrecision.binary16(-65520) == 0xfc00)
        for x in [65536, 1e30, .infinity] as [Float] {
            #expect(HalfPrecision.binary16(x) == 0x7c00 && HalfPrecision.binary16(-x) == 0xfc00)
        }
        #expect(HalfPrecision.bfloat16(.greatestFiniteMagnitude) == 0x7f80)
        #expect(HalfPrecision.bfloat16(.infinity) == 0x7f80)
        #expect(HalfPrecision.bfloat16(-.infinity) == 0xff80)
    }

    @Test func notANumberStaysSo() {
        for bits: UInt32 in [0x7fc0_0000, 0x7f80_0001, 0xffff_ffff, 0xff80_0001, 0x7fbf_ffff] {
            let x = Float(bitPattern: bits)
            #expect(HalfPrecision.float(binary16: HalfPrecision.binary16(x)).isNaN)
            #expect(HalfPrecision.float(bfloat16: HalfPrecision.bfloat16(x)).isNaN)
            #expect(HalfPrecision.binary16(x) >> 15 == UInt16(bits >> 31))
        }
    }

    @Test func zerosKeepTheirSign() {
        #expect(HalfPrecision.binary16(0) == 0 && HalfPrecision.binary16(-0.0) == 0x8000)
        #expect(HalfPrecision.bfloat16(0) == 0 && HalfPrecision.bfloat16(-0.0) == 0x8000)
        // 2^-25 is the middle of 0 and the least number.
        #expect(HalfPrecision.binary16(0x1p-25) == 0)
        #expect(HalfPrecision.binary16(Float(0x1p-25).nextUp) == 1)
        #expect(HalfPrecision.binary16(-0x1p-30) == 0x8000)
    }
}
