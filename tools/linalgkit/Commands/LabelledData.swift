import LinAlgKit

/// What is to be learnt: samples and what a model should make of them.
package struct LabelledData: Sendable {
    /// The `.npz` file, or the name of bundled data.
    package let name: String
    /// The samples, float32 [n, …].
    package let x: Tensor
    /// For each sample its class, int64 [n], or its values, float32 [n, …].
    package let y: Tensor
    /// What `y` asks for.
    package let task: LearningTask
    /// Tells these data from others.
    package let digest: String

    /// The number of samples.
    package var count: Int { x.shape[0] }
    /// The shape of one sample.
    package var sampleShape: Shape { Shape(x.shape.dropFirst()) }

    /// The arrays `x` and `y` of a `.npz` file, or of the data bundled under that name.
    package init(named name: String) throws {
        let subject = "--data \(name)"
        let arrays = try Self.arrays(named: name, option: "--data")
        let x = try Self.samples(arrays, subject)
        guard let y = arrays["y"] else { throw Self.missing("y", arrays, subject) }
        guard y.rank >= 1, y.shape[0] == x.shape[0] else {
            throw CommandError(
                subject, expected: "as many targets y as samples x",
                got: "x \(x.shape) and y \(y.shape)",
                advice: "The first size of both counts the samples.")
        }
        self.name = name
        self.x = x
        (self.y, task) = try Self.targets(y, subject)
        digest = try Digest(["x": x, "y": self.y]).text
    }

    /// All arrays of a `.npz` file or of bundled data.
    package static func arrays(named name: String, option: String) throws -> StateDictionary {
        if name.lowercased().hasSuffix(".npz") { return try NPZ.read(from: name) }
        let bundled = ["digits": Datasets.digits, "iris": Datasets.iris]
        guard let data = try bundled[name]?() else {
            throw CommandError(
                "\(option) \(name)",
                expected:
                    "a .npz file or bundled data (\(bundled.keys.sorted().joined(separator: ", ")))",
                got: "neither")
        }
        return ["x": data.x, "y": data.y]
    }

    /// The array `x`, as the float32 that models compute in.
    package static func samples(_ arrays: StateDictionary, _ subject: String) throws -> Tensor {
        guard let x = arrays["x"] else { throw missing("x", arrays, subject) }
        guard x.rank >= 1, x.count > 0 else {
            throw CommandError(
                subject, expected: "at least one sample in x", got: "\(x.shape)")
        }
        return try x.to(dtype: .float32)
    }

    /// A bound on labels, which tells other numbers from them.
    private static let maxClasses = 1_000_000

    private static func targets(
        _ y: Tensor, _ subject: String
    ) throws -> (y: Tensor, task: LearningTask) {
        if y.dtype.isFloatingPoint {
            let values = try y.to(dtype: .float32)
            // A model gives a row for each sample, of one number here.
            return (y.rank == 1 ? try values.unsqueeze(dim: 1) : values, .regression)
        }
        guard y.rank == 1 else {
            throw CommandError(
                subject, expected: "a label for each sample in y: \(y.dtype) [n]",
                got: "\(y.shape)", advice: "Targets that are no labels must be floating-point.")
        }
        let labels = y.toArray(as: Int.self)
        if let position = labels.firstIndex(where: { !(0..<maxClasses).contains($0) }) {
            throw CommandError(
                subject, expected: "labels from 0 to \(maxClasses - 1) in y",
                got: "\(labels[position]) at position \(position)")
        }
        let classes = (labels.max() ?? 0) + 1
        return (try y.to(dtype: .int64), .classification(classes: classes))
    }

    private static func missing(
        _ array: String, _ arrays: StateDictionary, _ subject: String
    ) -> CommandError {
        let found = arrays.keys.map { "\"\($0)\"" }.joined(separator: ", ")
        return CommandError(
            subject, expected: "an array \"\(array)\"",
            got: found.isEmpty ? "an archive without arrays" : found,
            advice: "In NumPy: numpy.savez(\"data.npz\", x=x, y=y).")
    }
}
