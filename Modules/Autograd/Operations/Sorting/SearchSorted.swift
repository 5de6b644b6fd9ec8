import Kernels

/// How many elements of a sorted line come before each value: where it would be put.
package struct SearchSorted: Operation {
    public static let name = "searchSorted"
    public static let gradient = Gradient<SearchSorted>.undefined("positions do not vary smoothly")

    /// Whether a value goes after elements equal to it.
    public let isRight: Bool

    public init(right isRight: Bool = false) { self.isRight = isRight }

    public func infer(_ inputs: Pair) throws(TensorError) -> TensorSpec {
        let (sorted, values) = (inputs.first, inputs.second)
        let isOneLine = sorted.rank == 1
        guard
            isOneLine
                || sorted.rank > 0 && sorted.rank == values.rank
                    && sorted.shape.dropLast().elementsEqual(values.shape.dropLast())
        else {
            throw TensorError(
                .shape, Self.name,
                expected: "one sorted line, or one for each line of values",
                got: "\(sorted.shape) and \(values.shape)", inputs: [sorted, values])
        }
        return TensorSpec(values.shape, .int64)
    }

    public func forward(
        _ inputs: Pair, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        var dtype = inputs.first.dtype.promoted(with: inputs.second.dtype)
        // Integers beside reals keep their digits.
        if inputs.first.dtype.isFloatingPoint != inputs.second.dtype.isFloatingPoint {
            dtype = .float64
        }
        let sorted = try inputs.first.to(dtype).compact(operation: Self.name)
        let values = try inputs.second.to(dtype).compact(operation: Self.name)
        let result = try Tensor.empty(spec, operation: Self.name)
        Sorting.search(result.body.view, sorted.body.view, values.body.view, isRight: isRight)
        return withExtendedLifetime((sorted, values)) { result }
    }

    public static var samples: [Sample<SearchSorted>] {
        get throws {
            let lines = try Samples.values([2, 4], in: -2...2).sort().values
            let values = try Samples.values([2, 3], in: -3...3, seed: 1)
            let line = try lines.narrow(dim: 0, start: 0, length: 1).flatten()
            return [
                Sample("a line for each", SearchSorted(), Pair(lines, values)),
                Sample("one line", SearchSorted(right: true), Pair(line, values)),
            ]
        }
    }
}

extension Tensor {
    /// For each value the place in this tensor, sorted along the last axis, before which it would be
    /// put, as `int64`; with `right` after the elements equal to it. NaN goes to the end.
    ///
    /// Shape: `[..., length]` and `[..., count] → [..., count]`; one line serves any values.
    ///
    /// - Throws: ``TensorError`` when the shapes do not fit.
    public func searchSorted(_ values: Tensor, right: Bool = false) throws(TensorError) -> Tensor {
        try SearchSorted(right: right)(
            Pair(
                detached(by: SearchSorted.name), values.detached(by: SearchSorted.name)))
    }

    /// For each element the place of its interval between `boundaries`, an ascending list: how many
    /// of them are less; with `right`, or equal.
    ///
    /// - Throws: ``TensorError`` when `boundaries` is not a list.
    public func bucketize(_ boundaries: Tensor, right: Bool = false) throws(TensorError) -> Tensor {
        guard boundaries.rank == 1 else {
            throw TensorError(
                .shape, "bucketize", expected: "boundaries as a list", got: "\(boundaries.shape)",
                inputs: [boundaries])
        }
        return try boundaries.searchSorted(self, right: right)
    }
}
