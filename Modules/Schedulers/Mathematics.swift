#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// `base` multiplied by itself `exponent` times, by squaring; 0⁰ is 1.
func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, square, rest) = (1.0, base, exponent)
    while rest > 0 {
        if rest & 1 == 1 { result *= square }
        square *= square
        rest >>= 1
    }
    return result
}

/// cos(π step / length), with the argument brought into one period first, so that the extremes
/// are exactly ±1 however many steps were taken.
func cosine(_ step: Int, over length: Int) -> Double {
    let phase = step % length
    // Half periods, of which every second one is upside down.
    let sign: Double = step / length % 2 == 0 ? 1 : -1
    return phase == 0 ? sign : sign * cos(Double.pi * Double(phase) / Double(length))
}

/// cos(π x).
func halfCosine(_ x: Double) -> Double { cos(Double.pi * x) }

/// base^exponent; 0⁰ is 1.
func raise(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
