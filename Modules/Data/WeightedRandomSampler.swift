public import Autograd

/// Positions drawn with probabilities in proportion to weights.
public struct WeightedRandomSampler: Sampler {
    private let weights: [Double]
    private let replacement: Bool
    public let count: Int

    /// - Parameters:
    ///   - weights: One for each element of the dataset; they need not sum to 1.
    ///   - sampleCount: How many positions an epoch has.
    ///   - replacement: Whether a position may come up more than once.
    /// - Throws: ``TensorError`` when a weight is negative or not finite, or there are too few that
    ///   are not 0.
    public init(
        _ weights: [Double], sampleCount: Int, replacement: Bool = true
    ) throws(TensorError) {
        let bad = weights.first { !($0.isFinite && $0 >= 0) }
        try require(
            bad == nil, "WeightedRandomSampler", "finite weights of at least 0",
            "\(bad.map { "\($0)" } ?? "")")
        let drawable = weights.count { $0 > 0 }
        let needed = replacement ? min(sampleCount, 1) : sampleCount
        try require(
            sampleCount >= 0 && drawable >= needed && weights.reduce(0, +).isFinite,
            "WeightedRandomSampler", "at least \(max(needed, 0)) weights above 0 with a finite sum",
            "\(drawable), for \(sampleCount) positions")
        self.weights = weights
        self.replacement = replacement
        count = sampleCount
    }

    public func indices(seed: UInt64, epoch: Int) throws -> [Int] {
        let generator = Generator(seed: seed, stream: RandomStream.order, epoch)
        return replacement
            ? try withReplacement(generator) : try withoutReplacement(generator)
    }

    /// The position at which the running sum of the weights passes a random part of their sum.
    private func withReplacement(_ generator: Generator) throws -> [Int] {
        let sums = weights.reduce(into: [Double]()) { $0.append(($0.last ?? 0) + $1) }
        guard let total = sums.last, count > 0 else { return [] }
        return try generator.uniforms(count).map { part in
            var (low, high) = (0, sums.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if sums[middle] > part * total { high = middle } else { low = middle + 1 }
            }
            // A product that was rounded up to the sum would end at weights of 0 behind the last.
            return weights[low] > 0 ? low : weights.lastIndex { $0 > 0 } ?? low
        }
    }

    /// Each position waits for a time of the exponential distribution with its weight as rate;
    /// the first to come are drawn, as if one after the other.
    ///
    /// Source: Efraimidis, Spirakis 2006, "Weighted random sampling with a reservoir", algorithm A,
    /// whose keys u^(1/w) fall as these −ln(u) / w rise.
    private func withoutReplacement(_ generator: Generator) throws -> [Int] {
        // From (0, 1], where the logarithm is finite.
        let parts = try Tensor(generator.uniforms(weights.count), shape: [weights.count])
        let waits = zip(weights, (1 - parts).log().toArray(as: Double.self)).enumerated()
            .filter { $0.element.0 > 0 }
            .map { (time: -$0.element.1 / $0.element.0, position: $0.offset) }
        return waits.sorted { ($0.time, $0.position) < ($1.time, $1.position) }
            .prefix(count).map(\.position)
    }

    public var description: String {
        let digest = weights.reduce(0) { $0 &* 31 &+ $1.bitPattern }
        return "WeightedRandomSampler(\(weights.count) weights \(String(digest, radix: 16)), "
            + "sampleCount: \(count), replacement: \(replacement))"
    }
}
