/// Makes inputs for the gradient checker: `float64`, repeatable, and away from points where a
/// function has no derivative.
public enum Samples {
    /// Numbers spread over a range, in an order that looks random but is fixed.
    ///
    /// - Parameter kinks: Points to stay a tenth of the range away from.
    public static func values(
        _ shape: Shape, in range: ClosedRange<Double>, avoiding kinks: [Double] = [], seed: Int = 0
    ) throws -> Tensor {
        let width = range.upperBound - range.lowerBound
        let gap = width / 40
        // Multiples of the golden ratio modulo 1 fill an interval evenly (Weyl 1916).
        let numbers = (0..<shape.elementCount).map { index -> Double in
            let position = Double(index + 1 + 17 * seed) * 0.618_033_988_749_895
            var value = range.lowerBound + width * (position - position.rounded(.down))
            for kink in kinks where (value - kink).magnitude < gap {
                value = kink + (value < kink ? -gap : gap)
            }
            return value
        }
        return try Tensor(numbers, shape: shape)
    }

    /// Samples of an operation on one tensor.
    public static func each<Op: Operation>(
        _ operation: Op, in range: ClosedRange<Double>, avoiding kinks: [Double] = []
    ) throws -> [Sample<Op>] where Op.Inputs == Tensor {
        try ([[2, 3], [], [5]] as [Shape]).enumerated().map { seed, shape in
            Sample(
                "\(shape)", operation,
                try values(shape, in: range, avoiding: kinks, seed: seed))
        }
    }

    /// Samples of an operation on two tensors that broadcast.
    public static func pairs<Op: Operation>(
        _ operation: Op, _ range: ClosedRange<Double>
    ) throws -> [Sample<Op>] where Op.Inputs == Pair {
        try pairs(Op.self, range).map { Sample($0.label, operation, Pair($0.a, $0.b)) }
    }

    /// Pairs of tensors that broadcast in different ways.
    public static func pairs<Op: Operation>(
        _: Op.Type, _ range: ClosedRange<Double>
    ) throws -> [(label: String, a: Tensor, b: Tensor)] {
        let shapes: [(Shape, Shape)] = [
            ([2, 3], [2, 3]), ([2, 3], [3]), ([2, 1], [1, 3]), ([], [2, 3]), ([4], [4]),
        ]
        return try shapes.enumerated().map { seed, pair in
            (
                "\(pair.0) and \(pair.1)", try values(pair.0, in: range, seed: 2 * seed),
                try values(pair.1, in: range, seed: 2 * seed + 1)
            )
        }
    }

    /// Samples of a reduction over different axes.
    public static func reductions<Op: Operation>(
        _ operation: ([Int]?, Bool) -> Op
    ) throws -> [Sample<Op>] where Op.Inputs == Tensor {
        let cases: [(Shape, [Int]?, Bool)] = [
            ([2, 3], nil, false), ([2, 3], [0], false), ([2, 3], [-1], true),
            ([2, 3, 2], [0, 2], false), ([2, 3, 2], [1], false), ([], nil, false),
        ]
        return try cases.enumerated().map { seed, item in
            Sample(
                "\(item.0) over \(item.1.map { "\($0)" } ?? "all")", operation(item.1, item.2),
                try values(item.0, in: -2...2, seed: seed))
        }
    }
}
