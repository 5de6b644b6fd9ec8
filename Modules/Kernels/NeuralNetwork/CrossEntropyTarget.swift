/// What rows of logits are compared with: a class for each row, and how classes count.
public struct CrossEntropyTarget: @unchecked Sendable {
    // `@unchecked`: the pointers belong to views whose owners the caller holds.

    /// A class for each row: one of `0..<classes`, or `ignoreIndex`.
    public var labels: UnsafePointer<Int64>
    /// A weight for each class, of the logits' type; nil means 1.
    public var weights: UnsafeRawPointer?
    /// How many classes there are.
    public var classes: Int
    /// The label of rows that count for nothing.
    public var ignoreIndex: Int
    /// The share ε of the loss that is spread over all classes.
    public var smoothing: Double

    /// - Parameters:
    ///   - labels: Contiguous `int64`.
    ///   - weights: Contiguous, of the logits' type, one for each class.
    public init(
        labels: ArrayView, weights: ArrayView?, classes: Int, ignoreIndex: Int, smoothing: Double
    ) {
        self.labels = UnsafePointer(labels.pointer.assumingMemoryBound(to: Int64.self))
        self.weights = weights.map { UnsafeRawPointer($0.pointer) }
        self.classes = classes
        self.ignoreIndex = ignoreIndex
        self.smoothing = smoothing
    }

    /// The target of the rows from `row` on.
    func from(row: Int) -> CrossEntropyTarget {
        var target = self
        target.labels += row
        return target
    }

    /// The first of `rows` rows whose label is neither a class nor ignored.
    public func firstOutside(rows: Int) -> Int? {
        (0..<rows).first { row in
            let label = Int(labels[row])
            return label != ignoreIndex && !(0..<classes).contains(label)
        }
    }

    /// How many of `rows` rows count, and the sum of their labels' weights, in order of rows.
    public func total(rows: Int, _ dtype: DType) -> (count: Int, weight: Double) {
        var count = 0
        var sum = 0.0
        for row in 0..<rows where Int(labels[row]) != ignoreIndex {
            count += 1
            if weights != nil { sum += weight(Int(labels[row]), dtype) }
        }
        return (count, weights == nil ? Double(count) : sum)
    }

    private func weight(_ label: Int, _ dtype: DType) -> Double {
        guard let weights else { return 1 }
        // Labels have been checked, and there is a weight for each class.
        return dtype == .float32
            ? Double(weights.assumingMemoryBound(to: Float.self)[label])
            : weights.assumingMemoryBound(to: Double.self)[label]
    }
}
