/// Every position once, in rising order.
public struct SequentialSampler: Sampler {
    public let count: Int

    /// - Parameter count: How many elements the dataset has.
    public init(_ count: Int) { self.count = max(count, 0) }

    public func indices(seed: UInt64, epoch: Int) -> [Int] { Array(0..<count) }

    public var description: String { "SequentialSampler(\(count))" }
}
