// Uniform and normal variates from random words.
//
// Goals, in order: the same bits as Plugins/CVectorCPU/random.inc, operation for operation (Swift
// never fuses `a * b + c`); finite results for all words; a few ULP, which no statistic can see.
//
// Box and Muller 1958: z₀ = r cos α, z₁ = r sin α with r = √(−2 ln u). The top two bits of the
// second word are the quadrant, those after them the place f ∈ [−½, ½) within it, so that sine and
// cosine need no reduction: α = (quadrant + f) π/2.
//
// sin(π/2 f) and cos(π/2 f): minimax by Remez exchange for this file, relative errors 2.8e-8 and
// 4e-10 (Float), 3.9e-17 and 3.1e-19 (Double). ln: u = 2ᵉ m with m ∈ [√½, √2), f = m − 1, and
// ln(1 + f) = f − f²/2 + f³ P(f); P for Float minimax, 9.7e-9; for Double the polynomial of
// FreeBSD's e_log.c (Sun Microsystems 1993) in s = f / (2 + f).

/// The functions behind `Philox.fillUniform` and `Philox.fillNormal`.
package enum NormalVariates {
    /// [0, 1): the top 24 bits of the word.
    @inline(__always)
    package static func unit(_ word: UInt32) -> Float { Float(word >> 8) * 0x1p-24 }

    /// [0, 1): the top 53 bits of the word.
    @inline(__always)
    package static func unit(_ word: UInt64) -> Double { Double(word >> 11) * 0x1p-53 }

    /// Two independent standard normal variates from two words.
    package static func pair(_ first: UInt32, _ second: UInt32) -> (Float, Float) {
        // (0, 1], 31 bits rounded to 24: small u keep their resolution, and r reaches 6.66.
        let u = (Float(first >> 1) + 0.5) * 0x1p-31
        let r = (-2 * log(u)).squareRoot()
        let f = unit(second << 2) - 0.5
        let x = f * f
        var sine: Float = -0x1.331968p-8 * x + 0x1.4680a4p-4
        sine = sine * x - 0x1.4abc24p-1
        sine = (sine * x + 0x1.921fb6p+0) * f
        var cosine: Float = 0x1.d4f81cp-11 * x - 0x1.55b2b6p-6
        cosine = cosine * x + 0x1.03c1bp-2
        cosine = cosine * x - 0x1.3bd3ccp+0
        cosine = cosine * x + 1
        let turned = turn(cosine, sine, quadrant: Int(second >> 30))
        return (r * turned.0, r * turned.1)
    }

    /// Two independent standard normal variates from two words.
    package static func pair(_ first: UInt64, _ second: UInt64) -> (Double, Double) {
        let u = unit(first) + 0x1p-53  // (0, 1]
        let r = (-2 * log(u)).squareRoot()
        let f = unit(second << 2) - 0.5
        let x = f * f
        var sine: Double = 0x1.dfc5bc5cc3b3dp-25 * x - 0x1.e2f3f0f309a79p-19
        sine = sine * x + 0x1.507821d4d7ca4p-13
        sine = sine * x - 0x1.32d2ccd46a325p-8
        sine = sine * x + 0x1.466bc6774afcdp-4
        sine = sine * x - 0x1.4abbce625bdaep-1
        sine = (sine * x + 0x1.921fb54442d18p+0) * f
        var cosine: Double = -0x1.b0342aed843d6p-28 * x + 0x1.f9c4ad2938bcbp-22
        cosine = cosine * x - 0x1.a6d1e2384d69dp-16
        cosine = cosine * x + 0x1.e1f50675b1799p-11
        cosine = cosine * x - 0x1.55d3c7e3bfe53p-6
        cosine = cosine * x + 0x1.03c1f081b5a52p-2
        cosine = cosine * x - 0x1.3bd3cc9be45dep+0
        cosine = cosine * x + 1
        let turned = turn(cosine, sine, quadrant: Int(second >> 62))
        return (r * turned.0, r * turned.1)
    }

    /// (cos, sin) moved on by so many quadrants.
    @inline(__always)
    private static func turn<T: FloatingPoint>(_ c: T, _ s: T, quadrant: Int) -> (T, T) {
        switch quadrant {
        case 0: (c, s)
        case 1: (-s, c)
        case 2: (-c, -s)
        default: (s, -c)
        }
    }

    /// ln u for u in (0, 1], normal.
    private static func log(_ u: Float) -> Float {
        let root: UInt32 = 0x3f35_04f3  // √½
        let bits = u.bitPattern &- root
        let f = Float(bitPattern: (bits & 0x7f_ffff) &+ root) - 1
        let e = Float(Int32(bitPattern: bits) >> 23)
        var q: Float = -0x1.37c7dcp-4 * f + 0x1.054524p-3
        q = q * f - 0x1.0d895ap-3
        q = q * f + 0x1.22d7d4p-3
        q = q * f - 0x1.547268p-3
        q = q * f + 0x1.99a02cp-3
        q = q * f - 0x1.000228p-2
        q = q * f + 0x1.555554p-2
        let square = f * f
        var y = (square * f) * q + e * -0x1.bd0106p-13
        y = f + (y - 0.5 * square)
        return e * 0x1.63p-1 + y
    }

    /// ln u for u in (0, 1], normal.
    private static func log(_ u: Double) -> Double {
        let root: UInt64 = 0x3fe6_a09e_667f_3bcd  // √½
        let bits = u.bitPattern &- root
        let f = Double(bitPattern: (bits & 0xf_ffff_ffff_ffff) &+ root) - 1
        let e = Double(Int64(bitPattern: bits) >> 52)
        let s = f / (f + 2)
        let z = s * s
        var r = 1.479819860511658591e-01 * z + 1.531383769920937332e-01
        r = r * z + 1.818357216161805012e-01
        r = r * z + 2.222219843214978396e-01
        r = r * z + 2.857142874366239149e-01
        r = r * z + 3.999999999940941908e-01
        r = r * z + 6.666666666666735130e-01
        r = r * z
        let half = 0.5 * f * f
        let y = s * (half + r) + e * 0x1.a39ef35793c76p-33
        return e * 0x1.62e42feep-1 + (f - (half - y))
    }
}
