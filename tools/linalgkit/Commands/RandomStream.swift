import LinAlgKit

/// What random numbers are drawn for. Each use has a sequence of its own, so that one does not
/// depend on how many numbers another took.
package enum RandomStream {
    /// Initial weights, then dropout masks.
    case model
    /// Which samples are held out.
    case split
    /// The order of the samples in an epoch, counted from 0.
    case shuffle(epoch: Int)

    /// A generator for this use in a run of that seed.
    package func generator(seed: UInt64) -> Generator {
        switch self {
        case .model: Generator(seed: seed)
        case .split: Generator(seed: Self.mix(seed, 1))
        case .shuffle(let epoch): Generator(seed: Self.mix(Self.mix(seed, 2), UInt64(epoch)))
        }
    }

    /// A seed that no neighbouring pair shares.
    ///
    /// Source: Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators", figure 18.
    private static func mix(_ seed: UInt64, _ index: UInt64) -> UInt64 {
        var z = seed &+ (index &+ 1) &* 0x9E37_79B9_7F4A_7C15
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
