import Kernels

/// Parts of given lengths along an axis: views.
package struct Split: Operation {
    public static let name = "split"
    public static let movesElements = true

    /// The lengths, which add up to the axis.
    public let lengths: [Int]
    /// The axis.
    public let dim: Int

    public init(_ lengths: [Int], dim: Int = 0) {
        self.lengths = lengths
        self.dim = dim
    }

    public func infer(_ x: Tensor) throws(TensorError) -> [TensorSpec] {
        let axis = try Axes.resolve(dim, rank: x.rank, Self.name)
        guard x.rank > 0, lengths.allSatisfy({ $0 >= 0 }), !lengths.isEmpty,
            Self.sum(lengths) == x.shape[axis]
        else {
            throw TensorError(
                .shape, Self.name,
                expected: x.rank > 0
                    ? "lengths that add up to \(x.shape[axis]) along dim \(dim)"
                    : "a tensor with dims",
                got: "\(lengths) of \(x.shape)", inputs: [x])
        }
        return lengths.map { length in
            var shape = x.shape
            shape[axis] = length
            return TensorSpec(shape, x.dtype)
        }
    }

    /// The sum, nil where it does not fit into an `Int`.
    private static func sum(_ lengths: [Int]) -> Int? {
        var total = 0
        for length in lengths {
            let (sum, overflows) = total.addingReportingOverflow(length)
            guard !overflows else { return nil }
            total = sum
        }
        return total
    }

    public func forward(
        _ x: Tensor, _ specs: [TensorSpec], saving _: inout Void?
    ) throws(TensorError) -> [Tensor] {
        let axis = try Axes.resolve(dim, rank: x.rank, Self.name)
        let view = x.body.view
        var start = 0
        return specs.map { spec in
            defer { start += spec.shape[axis] }
            // The start of an empty part may lie after the last element: it is not moved there.
            let offset = spec.shape.elementCount == 0 ? 0 : start * view.strides[axis]
            return x.view(view.with(shape: spec.shape, strides: view.strides, offset: offset))
        }
    }

    public static let gradient = Gradient<Split>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            var shape = context.shape()
            let axis = try Axes.resolve(context.operation.dim, rank: shape.count, name)
            var parts: [Tensor] = []
            for (index, length) in context.operation.lengths.enumerated() {
                shape[axis] = length
                if let part = context.upstream(index) {
                    parts.append(part)
                } else {
                    parts.append(try .zeros(shape, dtype: context.dtype()))
                }
            }
            return try cat(parts, dim: axis)
        }
    })

    public static var samples: [Sample<Split>] {
        get throws {
            let x = try Samples.values([4, 3], in: -2...2)
            return [
                Sample("rows", Split([1, 3]), x), Sample("columns", Split([2, 0, 1], dim: -1), x),
                Sample("one", Split([4]), x),
            ]
        }
    }
}

extension Tensor {
    /// The most parts that a tensor is cut into, all of which there is memory for.
    private static let mostParts = 1 << 24

    /// Parts of `size` along an axis, as views; the last may be smaller.
    ///
    /// - Throws: ``TensorError`` when there is no such axis or `size` is not positive.
    public func split(_ size: Int, dim: Int = 0) throws(TensorError) -> [Tensor] {
        let axis = try axis(dim, "split")
        let count = shape[axis]
        guard size > 0 || size == 0 && count == 0 else {
            throw TensorError(
                .value, "split", expected: "a size of at least 1", got: "\(size)", inputs: [self])
        }
        let whole = size == 0 ? 0 : count / size
        let rest = count - whole * size
        let lengths = [Int](repeating: size, count: whole) + (rest > 0 || whole == 0 ? [rest] : [])
        return try Split(lengths, dim: axis)(self)
    }

    /// Parts of the given lengths along an axis, as views.
    ///
    /// - Throws: ``TensorError`` when the lengths do not add up to the axis.
    public func split(_ lengths: [Int], dim: Int = 0) throws(TensorError) -> [Tensor] {
        try Split(lengths, dim: dim)(self)
    }

    /// At most `chunks` parts of one size along an axis, as views; the last may be smaller.
    ///
    /// As in PyTorch there can be fewer: 5 elements in 4 chunks are parts of 2, 2 and 1. See
    /// ``tensorSplit(_:dim:)-(Int,_)`` for exactly as many.
    ///
    /// - Throws: ``TensorError`` when there is no such axis or `chunks` is not positive.
    public func chunk(_ chunks: Int, dim: Int = 0) throws(TensorError) -> [Tensor] {
        let axis = try axis(dim, "chunk")
        let count = shape[axis]
        guard chunks > 0, count > 0 || chunks <= Self.mostParts else {
            throw TensorError(
                .value, "chunk", expected: "1 to \(Self.mostParts) chunks", got: "\(chunks)",
                inputs: [self])
        }
        // Of an empty axis there are as many empty chunks.
        guard count > 0 else {
            return try Split([Int](repeating: 0, count: chunks), dim: axis)(self)
        }
        return try split((count - 1) / chunks + 1, dim: axis)
    }

    /// Exactly `sections` parts along an axis, as views, the first ones longer by 1 where the axis
    /// cannot be shared equally.
    ///
    /// - Throws: ``TensorError`` when there is no such axis or `sections` is not positive.
    public func tensorSplit(_ sections: Int, dim: Int = 0) throws(TensorError) -> [Tensor] {
        let axis = try axis(dim, "tensorSplit")
        guard sections > 0, sections <= Self.mostParts else {
            throw TensorError(
                .value, "tensorSplit", expected: "1 to \(Self.mostParts) sections",
                got: "\(sections)", inputs: [self])
        }
        let (length, longer) = shape[axis].quotientAndRemainder(dividingBy: sections)
        return try Split((0..<sections).map { length + ($0 < longer ? 1 : 0) }, dim: axis)(self)
    }

    /// The parts of an axis between indices, as views: at `[2, 3]` those of `..<2`, `2..<3`,
    /// `3...`.
    ///
    /// Indices are those of NumPy's ranges: negative ones count from the end, and ends beyond the
    /// axis are moved into it.
    ///
    /// - Throws: ``TensorError`` when there is no such axis.
    public func tensorSplit(_ indices: [Int], dim: Int = 0) throws(TensorError) -> [Tensor] {
        let axis = try axis(dim, "tensorSplit")
        let count = shape[axis]
        let places = indices.map { Swift.min(Swift.max($0 < 0 ? $0 + count : $0, 0), count) }
        let ascends = zip(places, places.dropFirst()).allSatisfy { $0 <= $1 }
        guard !ascends else {
            let lengths = zip([0] + places, places + [count]).map { $1 - $0 }
            return try Split(lengths, dim: axis)(self)
        }
        var parts: [Tensor] = []
        for (start, end) in zip([0] + places, places + [count]) {
            parts.append(
                try narrow(dim: axis, start: start, length: Swift.max(end - start, 0)))
        }
        return parts
    }

    /// A named axis of a tensor that has some.
    private func axis(_ dim: Int, _ operation: String) throws(TensorError) -> Int {
        guard rank > 0 else {
            throw TensorError(
                .shape, operation, expected: "a tensor with dims", got: "a number", inputs: [self])
        }
        return try Axes.resolve(dim, rank: rank, operation)
    }
}
