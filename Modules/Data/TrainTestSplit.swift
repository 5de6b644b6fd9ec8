public import TensorCore

/// Which elements are trained on and which are held out: a function of the count or the labels, the
/// fraction and the seed alone.
public struct TrainTestSplit: Sendable, Equatable {
    /// Positions to train on, in rising order.
    public let training: [Int]
    /// Positions held out, in rising order.
    public let heldOut: [Int]

    /// A random part of all.
    ///
    /// - Parameter fraction: The part to hold out, from 0 up to, but without, 1. Of at least two
    ///   elements one is held out unless the fraction is 0, and one is trained on.
    /// - Throws: ``TensorError`` when the fraction lies outside, or the count is negative.
    public init(count: Int, fraction: Double, seed: UInt64) throws(TensorError) {
        let held = try Self.heldCount(count, fraction)
        let generator = Generator(seed: seed, stream: RandomStream.split)
        let order = try Tensor.randperm(count, generator: generator).toArray(as: Int.self)
        heldOut = order[..<held].sorted()
        training = order[held...].sorted()
    }

    /// A random part in which each class has its share, as nearly as whole numbers allow.
    ///
    /// - Parameters:
    ///   - labels: The class of each element.
    ///   - fraction: As for a random part.
    /// - Throws: ``TensorError`` when the fraction lies outside.
    public init(stratifiedBy labels: [Int], fraction: Double, seed: UInt64) throws(TensorError) {
        let held = try Self.heldCount(labels.count, fraction)
        // Its stretches have the classes in proportion.
        let order = try StratifiedSampler(labels).order(
            Generator(seed: seed, stream: RandomStream.split))
        heldOut = order[..<held].sorted()
        training = order[held...].sorted()
    }

    private static func heldCount(_ count: Int, _ fraction: Double) throws(TensorError) -> Int {
        try require(
            fraction >= 0 && fraction < 1, "TrainTestSplit",
            "a fraction from 0 up to, but without, 1", "\(fraction)")
        let wanted = Int((Double(count) * fraction).rounded())
        return fraction > 0 ? min(max(wanted, 1), max(count - 1, 0)) : 0
    }
}

extension Dataset {
    /// The parts of a split.
    ///
    /// - Throws: ``TensorError`` when the split has positions that this dataset has not.
    public func split(
        _ split: TrainTestSplit
    ) throws(TensorError) -> (training: Subset<Self>, heldOut: Subset<Self>) {
        (try subset(split.training), try subset(split.heldOut))
    }

    /// Parts of these sizes, at random.
    ///
    /// - Throws: ``TensorError`` unless the sizes sum to the count.
    ///
    /// Source: PyTorch 2.13, `torch.utils.data.random_split`.
    public func randomSplit(_ sizes: [Int], seed: UInt64) throws(TensorError) -> [Subset<Self>] {
        // Taken off the count one by one, since their sum may overflow.
        try require(
            sizes.allSatisfy { $0 >= 0 } && sizes.reduce(count) { $0 < 0 ? -1 : $0 - $1 } == 0,
            "randomSplit", "sizes of at least 0 that sum to \(count)", "\(sizes)")
        let generator = Generator(seed: seed, stream: RandomStream.split)
        var rest = try Tensor.randperm(count, generator: generator).toArray(as: Int.self)[...]
        var parts: [Subset<Self>] = []
        for size in sizes {
            parts.append(try subset(Array(rest.prefix(size))))
            rest = rest.dropFirst(size)
        }
        return parts
    }

    /// Parts in these proportions, at random; what rounding leaves over goes to the first parts, one
    /// each.
    ///
    /// - Throws: ``TensorError`` unless the fractions sum to 1.
    ///
    /// Source: PyTorch 2.13, `torch.utils.data.random_split`.
    public func randomSplit(
        fractions: [Double], seed: UInt64
    ) throws(TensorError) -> [Subset<Self>] {
        try require(
            fractions.allSatisfy { (0...1).contains($0) } && abs(fractions.reduce(0, +) - 1) < 1e-9,
            "randomSplit", "fractions from 0 to 1 that sum to 1", "\(fractions)")
        var sizes = fractions.map { Int(Double(count) * $0) }
        for place in 0..<max(count - sizes.reduce(0, +), 0) { sizes[place % sizes.count] += 1 }
        return try randomSplit(sizes, seed: seed)
    }
}
