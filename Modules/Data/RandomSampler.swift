public import TensorCore

/// Positions in random order: each once, or, with replacement, each drawn anew from all.
public struct RandomSampler: Sampler {
    private let elementCount: Int
    private let replacement: Bool
    public let count: Int

    /// - Parameters:
    ///   - elementCount: How many elements the dataset has.
    ///   - sampleCount: How many positions an epoch has, by default as many as there are elements.
    ///     Without replacement more than that begin a further order of all.
    /// - Throws: ``TensorError`` when a count is negative, or none can be drawn from.
    public init(
        _ elementCount: Int, replacement: Bool = false, sampleCount: Int? = nil
    ) throws(TensorError) {
        let count = sampleCount ?? elementCount
        try require(
            elementCount >= 0 && count >= 0 && (elementCount > 0 || count == 0), "RandomSampler",
            "counts of at least 0, and elements to draw",
            "\(count) positions of \(elementCount) elements")
        self.elementCount = elementCount
        self.replacement = replacement
        self.count = count
    }

    public func indices(seed: UInt64, epoch: Int) throws -> [Int] {
        let generator = Generator(seed: seed, stream: RandomStream.order, epoch)
        if replacement { return try generator.integers(count, below: elementCount) }
        var order: [Int] = []
        while order.count < count {
            order += try Tensor.randperm(elementCount, generator: generator).toArray(as: Int.self)
        }
        return Array(order.prefix(count))
    }

    public var description: String {
        "RandomSampler(\(elementCount), replacement: \(replacement), sampleCount: \(count))"
    }
}
