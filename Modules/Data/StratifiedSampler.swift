import TensorCore

/// Every position once, in a random order of which each stretch has the classes in the proportions
/// of the whole, as nearly as whole numbers allow.
public struct StratifiedSampler: Sampler {
    private let labels: [Int]

    /// - Parameter labels: The class of each element of the dataset.
    public init(_ labels: [Int]) { self.labels = labels }

    public var count: Int { labels.count }

    public func indices(seed: UInt64, epoch: Int) throws -> [Int] {
        try order(Generator(seed: seed, stream: RandomStream.order, epoch))
    }

    /// The k-th of the n members of a class, in a random order, stands at (k + u) / n of the way
    /// with one random u in [0, 1) for the class: in a stretch of length s·count are s·n of them,
    /// to within one.
    func order(_ generator: Generator) throws(TensorError) -> [Int] {
        var members: [Int: [Int]] = [:]
        for position in try Tensor.randperm(count, generator: generator).toArray(as: Int.self) {
            members[labels[position], default: []].append(position)
        }
        let classes = members.sorted { $0.key < $1.key }.map(\.value)
        let shifts = try generator.uniforms(classes.count)
        let places = zip(classes, shifts).flatMap { positions, shift in
            positions.enumerated().map {
                (place: (Double($0.offset) + shift) / Double(positions.count), at: $0.element)
            }
        }
        return places.sorted { ($0.place, $0.at) < ($1.place, $1.at) }.map(\.at)
    }

    public var description: String {
        let digest = labels.reduce(0) { $0 &* 31 &+ $1 }
        return "StratifiedSampler(\(count) labels \(String(digest, radix: 16)))"
    }
}
