/// IEEE 754 binary16 and bfloat16, as bits, to and from `Float`.
///
/// Goals: exact widening; narrowing rounds to nearest, ties to even, keeps NaN a NaN, and
/// overflows to infinity. Swift's own `Float16` does not exist on every machine we support.
package enum HalfPrecision {
    /// The binary16 number nearest to `x`.
    package static func binary16(_ x: Float) -> UInt16 {
        let bits = x.bitPattern
        let sign = UInt16(truncatingIfNeeded: bits >> 16) & 0x8000
        let magnitude = bits & 0x7fff_ffff
        if magnitude >= 0x7f80_0000 {  // infinity, or a NaN whose payload's top bits are kept
            guard magnitude > 0x7f80_0000 else { return sign | 0x7c00 }
            return sign | 0x7e00 | UInt16(truncatingIfNeeded: (magnitude >> 13) & 0x3ff)
        }
        if magnitude >= 0x4780_0000 { return sign | 0x7c00 }  // 65536 and more
        if magnitude < 0x3880_0000 {
            // Below 2^-14 halves step by 2^-24: adding 0.5 in Float, whose last place there is
            // 2^-24, rounds to that grid, and the sum's low bits are the answer.
            let sum = Float(bitPattern: magnitude) + 0.5
            return sign | UInt16(truncatingIfNeeded: sum.bitPattern &- Float(0.5).bitPattern)
        }
        // Rebias the exponent (127 - 15 = 112) and round off 13 bits; a carry runs into the
        // exponent, as it should, up to infinity.
        let rebiased = magnitude &- (112 << 23)
        let rounded = rebiased &+ 0xfff &+ ((rebiased >> 13) & 1)
        return sign | UInt16(truncatingIfNeeded: rounded >> 13)
    }

    /// The number that binary16 `bits` stand for.
    package static func float(binary16 bits: UInt16) -> Float {
        let sign = UInt32(bits & 0x8000) << 16
        let magnitude = UInt32(bits & 0x7fff)
        if magnitude >= 0x7c00 {
            return Float(bitPattern: sign | 0x7f80_0000 | (magnitude & 0x3ff) << 13)
        }
        if magnitude < 0x400 {  // zero and subnormals: multiples of 2^-24
            let value = Float(magnitude) * 0x1p-24
            return Float(bitPattern: sign | value.bitPattern)
        }
        return Float(bitPattern: sign | (magnitude << 13 &+ 112 << 23))
    }

    /// The bfloat16 number nearest to `x`: the upper half of its bits, rounded.
    package static func bfloat16(_ x: Float) -> UInt16 {
        let bits = x.bitPattern
        if x.isNaN { return UInt16(truncatingIfNeeded: bits >> 16) | 0x40 }
        return UInt16(truncatingIfNeeded: (bits &+ 0x7fff &+ ((bits >> 16) & 1)) >> 16)
    }

    /// The number that bfloat16 `bits` stand for.
    package static func float(bfloat16 bits: UInt16) -> Float {
        Float(bitPattern: UInt32(bits) << 16)
    }
}
