public import Autograd
import RealModule

extension Datasets {
    /// How many points there may be; a number beyond that is a mistake, and not a trap.
    private static let counts = 0...Int(Int32.max)

    /// Two half circles that reach into each other.
    ///
    /// Shape: x float32 [count, 2]; y int64 [count], 0 for the upper and 1 for the lower one
    ///
    /// - Parameter noise: The standard deviation of what is added to each coordinate.
    /// - Throws: ``TensorError`` when an option is out of range.
    ///
    /// Source: scikit-learn, `datasets.make_moons`.
    public static func moons(
        _ count: Int, noise: Double = 0.1, generator: Generator = .default
    ) throws -> TensorDataset {
        try require(
            counts.contains(count), "moons", "a count from 0 to \(counts.upperBound)", "\(count)")
        let upper = count / 2
        let points = (0..<count).map { index in
            let isUpper = index < upper
            let (place, size) = isUpper ? (index, upper) : (index - upper, count - upper)
            let angle = Double.pi * Double(place) / Double(max(size - 1, 1))
            let (x, y) = (Double.cos(angle), Double.sin(angle))
            return isUpper ? (x, y) : (1 - x, 0.5 - y)
        }
        return try dataset(points, (0..<count).map { $0 < upper ? 0 : 1 }, noise, generator)
    }

    /// Arms of a spiral, one for each class.
    ///
    /// Shape: x float32 [count, 2]; y int64 [count], 0 to `classes` less one in turn
    ///
    /// - Parameters:
    ///   - turns: How often an arm goes round on its way from the centre to radius 1.
    ///   - noise: The standard deviation of what is added to each coordinate.
    /// - Throws: ``TensorError`` when an option is out of range.
    public static func spirals(
        _ count: Int, classes: Int = 2, turns: Double = 1, noise: Double = 0.02,
        generator: Generator = .default
    ) throws -> TensorDataset {
        try require(
            counts.contains(count) && classes >= 1 && turns.isFinite, "spirals",
            "a count from 0 to \(counts.upperBound), at least 1 class and finite turns",
            "\(count), \(classes) and \(turns)")
        let (rounds, rest) = count.quotientAndRemainder(dividingBy: classes)
        let perClass = rest == 0 ? rounds : rounds + 1
        let points = (0..<count).map { index in
            let radius = Double(index / classes + 1) / Double(perClass)
            let start = Double(index % classes) / Double(classes)
            let angle = 2 * Double.pi * (start + turns * radius)
            return (radius * Double.cos(angle), radius * Double.sin(angle))
        }
        return try dataset(points, (0..<count).map { $0 % classes }, noise, generator)
    }

    /// Normally distributed clouds of points, one for each class.
    ///
    /// Shape: x float32 [count, features]; y int64 [count], 0 to `centers` less one in turn
    ///
    /// - Parameters:
    ///   - centers: How many clouds there are; their centres are evenly distributed over
    ///     −10…10 in each coordinate.
    ///   - std: The standard deviation within a cloud.
    /// - Throws: ``TensorError`` when an option is out of range.
    ///
    /// Source: scikit-learn, `datasets.make_blobs`.
    public static func blobs(
        _ count: Int, centers: Int = 3, features: Int = 2, std: Double = 1,
        generator: Generator = .default
    ) throws -> TensorDataset {
        try require(
            counts.contains(count) && centers >= 1 && features >= 1, "blobs",
            "a count from 0 to \(counts.upperBound), at least 1 centre and 1 feature",
            "\(count), \(centers) and \(features)")
        let places = try Tensor.uniform(
            [centers, features], low: -10, high: 10, generator: generator)
        let labels = try Tensor((0..<count).map { $0 % centers }, shape: [count])
        let noise = try Tensor.normal([count, features], std: std, generator: generator)
        return try TensorDataset(places.indexSelect(dim: 0, labels) + noise, labels)
    }

    /// Points of a square, told apart by whether their coordinates have the same sign.
    ///
    /// Shape: x float32 [count, 2], evenly distributed over −1…1; y int64 [count], 1 where the signs
    /// differ
    ///
    /// - Parameter noise: The standard deviation of what is added to each coordinate afterwards.
    /// - Throws: ``TensorError`` when an option is out of range.
    public static func xor(
        _ count: Int, noise: Double = 0, generator: Generator = .default
    ) throws -> TensorDataset {
        try require(
            counts.contains(count), "xor", "a count from 0 to \(counts.upperBound)", "\(count)")
        let places = try generator.uniforms(2 * count).map { 2 * $0 - 1 }
        let points = (0..<count).map { (places[2 * $0], places[2 * $0 + 1]) }
        return try dataset(points, points.map { ($0 > 0) != ($1 > 0) ? 1 : 0 }, noise, generator)
    }

    private static func dataset(
        _ points: [(Double, Double)], _ labels: [Int], _ noise: Double, _ generator: Generator
    ) throws -> TensorDataset {
        let places = try Tensor(points.flatMap { [$0, $1] }, shape: [points.count, 2])
        let shifts = try Tensor.normal(
            [points.count, 2], std: noise, dtype: .float64, generator: generator)
        return try TensorDataset(
            (places + shifts).to(dtype: .float32), Tensor(labels, shape: [labels.count]))
    }
}
