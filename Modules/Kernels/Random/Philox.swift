// Random numbers from Philox4x32-10.
//
// Goals, in order:
// 1. The same seed and offset give the same bits on every machine: only integer operations and
//    + - * / sqrt occur, in a fixed order, and no multiplication is fused with an addition. The
//    vector kernels (Plugins/CVectorCPU/random.inc) repeat this order; tests compare the bits.
// 2. Any element can be computed alone: element i depends on (seed, offset, i) only.
// 3. The right distribution: words are used from the top; each variate has its own words.
//
// The stream of (seed, offset) is the words of the blocks with the counters offset, offset + 1, …
// in order. Element i of Float has word i; element i of Double has the words 2i (low half) and
// 2i + 1. Who cuts a range does so at multiples of 64 elements and moves the offset along: by
// count / 4 blocks for Float, by count / 2 for Double. Dropout takes one 32-bit word an element of
// either type.

/// Counter-based random numbers: Philox4x32-10.
///
/// Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011,
/// section 3.3. Block and key are theirs, word 0 the least significant.
public enum Philox {
    /// The four words that encrypt the counter (four words, low first) with the key (two words).
    public static func block(
        counter: (UInt32, UInt32, UInt32, UInt32), key: (UInt32, UInt32)
    ) -> (UInt32, UInt32, UInt32, UInt32) {
        var c = counter
        var k = key
        for _ in 0..<10 {
            let first = UInt64(c.0) &* 0xD251_1F53
            let second = UInt64(c.2) &* 0xCD9E_8D57
            c = (
                UInt32(truncatingIfNeeded: second >> 32) ^ c.1 ^ k.0,
                UInt32(truncatingIfNeeded: second),
                UInt32(truncatingIfNeeded: first >> 32) ^ c.3 ^ k.1,
                UInt32(truncatingIfNeeded: first)
            )
            k = (k.0 &+ 0x9E37_79B9, k.1 &+ 0xBB67_AE85)
        }
        return c
    }

    /// The block of the 64-bit counter `index` with the key `seed`.
    static func block(seed: UInt64, index: UInt64) -> (UInt32, UInt32, UInt32, UInt32) {
        block(
            counter: (
                UInt32(truncatingIfNeeded: index), UInt32(truncatingIfNeeded: index >> 32), 0, 0
            ),
            key: (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
    }

    /// Calls `body` with every index below `count` and its 32-bit word.
    @inline(__always)
    static func forEachWord(
        count: Int, seed: UInt64, offset: UInt64, _ body: (Int, UInt32) -> Void
    ) {
        var i = 0
        while i < count {
            let words = block(seed: seed, index: offset &+ UInt64(i / 4))
            body(i, words.0)
            if i + 1 < count { body(i + 1, words.1) }
            if i + 2 < count { body(i + 2, words.2) }
            if i + 3 < count { body(i + 3, words.3) }
            i += 4
        }
    }

    /// The two 64-bit words of block `index`.
    @inline(__always)
    static func longWords(seed: UInt64, index: UInt64) -> (UInt64, UInt64) {
        let words = block(seed: seed, index: index)
        return (
            UInt64(words.0) | UInt64(words.1) << 32, UInt64(words.2) | UInt64(words.3) << 32
        )
    }

    /// ⌊p · 2³²⌋: a word is below it with probability `p`. 2³² itself means always.
    static func threshold(_ probability: Double) -> UInt64 {
        guard probability > 0 else { return 0 }
        return probability >= 1 ? 1 << 32 : UInt64(probability * 0x1p32)
    }
}

extension Philox {
    /// `out[i] = low + u · (high − low)` with `u` uniform on [0, 1), a multiple of 2⁻²⁴. The
    /// result can round up to `high`.
    public static func fillUniform(
        _ out: UnsafeMutablePointer<Float>, count: Int, seed: UInt64, offset: UInt64,
        low: Double, high: Double
    ) {
        let start = Float(low)
        let range = Float(high - low)
        // Bounds: forEachWord passes indices below count.
        forEachWord(count: count, seed: seed, offset: offset) { i, word in
            let scaled = NormalVariates.unit(word) * range
            out[i] = scaled + start
        }
    }

    /// `out[i] = low + u · (high − low)` with `u` uniform on [0, 1), a multiple of 2⁻⁵³. The
    /// result can round up to `high`.
    public static func fillUniform(
        _ out: UnsafeMutablePointer<Double>, count: Int, seed: UInt64, offset: UInt64,
        low: Double, high: Double
    ) {
        let range = high - low
        forEachPair(count: count, seed: seed, offset: offset) { i, words in
            let first = NormalVariates.unit(words.0) * range
            out[i] = first + low
            guard i + 1 < count else { return }
            let second = NormalVariates.unit(words.1) * range
            out[i + 1] = second + low
        }
    }

    /// `out[i]` normal with the given mean and standard deviation, |z| ≤ 6.7.
    public static func fillNormal(
        _ out: UnsafeMutablePointer<Float>, count: Int, seed: UInt64, offset: UInt64,
        mean: Double, std: Double
    ) {
        let center = Float(mean)
        let deviation = Float(std)
        var i = 0
        // Bounds: each of the four writes is guarded by i + k < count.
        while i < count {
            let words = block(seed: seed, index: offset &+ UInt64(i / 4))
            let a = NormalVariates.pair(words.0, words.1)
            let b = NormalVariates.pair(words.2, words.3)
            let z = (a.0 * deviation, a.1 * deviation, b.0 * deviation, b.1 * deviation)
            out[i] = z.0 + center
            if i + 1 < count { out[i + 1] = z.1 + center }
            if i + 2 < count { out[i + 2] = z.2 + center }
            if i + 3 < count { out[i + 3] = z.3 + center }
            i += 4
        }
    }

    /// `out[i]` normal with the given mean and standard deviation, |z| ≤ 8.6.
    public static func fillNormal(
        _ out: UnsafeMutablePointer<Double>, count: Int, seed: UInt64, offset: UInt64,
        mean: Double, std: Double
    ) {
        forEachPair(count: count, seed: seed, offset: offset) { i, words in
            let z = NormalVariates.pair(words.0, words.1)
            let scaled = (z.0 * std, z.1 * std)
            out[i] = scaled.0 + mean
            if i + 1 < count { out[i + 1] = scaled.1 + mean }
        }
    }

    /// `out[i]` is 1 with the given probability, else 0.
    public static func fillBernoulli(
        _ out: UnsafeMutablePointer<Float>, count: Int, seed: UInt64, offset: UInt64,
        probability: Double
    ) {
        let limit = threshold(probability)
        forEachWord(count: count, seed: seed, offset: offset) { i, word in
            out[i] = UInt64(word) < limit ? 1 : 0
        }
    }

    /// `out[i]` is 1 with the given probability, else 0: the high half of its word decides.
    public static func fillBernoulli(
        _ out: UnsafeMutablePointer<Double>, count: Int, seed: UInt64, offset: UInt64,
        probability: Double
    ) {
        let limit = threshold(probability)
        forEachPair(count: count, seed: seed, offset: offset) { i, words in
            out[i] = words.0 >> 32 < limit ? 1 : 0
            if i + 1 < count { out[i + 1] = words.1 >> 32 < limit ? 1 : 0 }
        }
    }

    /// `y[i] = x[i] · (kept ? scale : 0)` and `mask[i] = kept ? 1 : 0`; an element is dropped with
    /// the given probability. `y` may be `x`. A dropped infinity gives NaN.
    public static func dropout<T: BinaryFloatingPoint>(
        _ y: UnsafeMutablePointer<T>, _ mask: UnsafeMutablePointer<UInt8>, _ x: UnsafePointer<T>,
        count: Int, seed: UInt64, offset: UInt64, probability: Double, scale: Double
    ) {
        let limit = threshold(probability)
        let factor = T(scale)
        forEachWord(count: count, seed: seed, offset: offset) { i, word in
            let kept = UInt64(word) >= limit
            mask[i] = kept ? 1 : 0
            y[i] = x[i] * (kept ? factor : 0)
        }
    }

    /// Calls `body` with every even index below `count` and the two 64-bit words there.
    @inline(__always)
    private static func forEachPair(
        count: Int, seed: UInt64, offset: UInt64, _ body: (Int, (UInt64, UInt64)) -> Void
    ) {
        var i = 0
        while i < count {
            body(i, longWords(seed: seed, index: offset &+ UInt64(i / 2)))
            i += 2
        }
    }
}
