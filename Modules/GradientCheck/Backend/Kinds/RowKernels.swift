public import Kernels

/// The bound of sums of n terms, measured against the sum of their sizes.
func sumBound(_ terms: Int, ulps: Double = 4) -> KernelBound {
    KernelBound(
        ulps: ulps + Double(terms).squareRoot(),
        reason: "any order of additions is right; n roundings of random sign add up to √n")
}

/// Sizes of matrices: few rows of each length.
private func matrices(_ data: KernelData) -> [(rows: Int, columns: Int)] {
    data.lengths.flatMap { columns in
        (columns > 500 ? [1] : [1, 3]).map { (rows: $0, columns: columns) }
    }
}

extension RowReduction: CheckableKernel {
    public static var kind: String { "reduction of rows" }
    public static var bound: KernelBound { sumBound(1) }

    public static func calls(_ data: KernelData) -> [KernelCall<RowReduction>] {
        let isSum = data.name.hasPrefix("sum")
        return matrices(data).filter { $0.columns > 0 }.flatMap { rows, columns in
            let sets = isSum ? data.additiveSets(rows * columns) : data.sets(rows * columns)
            return sets.map { set -> KernelCall<RowReduction> in
                let scale = (0..<rows).map { row in
                    sizes(set.values[row * columns..<(row + 1) * columns])
                }
                return KernelCall(
                    "\(rows) rows of \(columns), \(set.label)",
                    [.output(rows, scale: isSum ? scale : []), .input(set.values)],
                    bound: isSum ? sumBound(columns) : .exact("the result is one of the elements")
                ) { loop, p in loop.run(p[0], p[1], rows, columns) }
            }
        }
    }
}

/// The sum of the sizes of finite numbers.
func sizes(_ values: some Sequence<Double>) -> Double {
    values.reduce(0) { $1.isFinite ? $0 + $1.magnitude : $0 }
}

extension ColumnReduction: CheckableKernel {
    public static var kind: String { "reduction of columns" }
    public static var bound: KernelBound { sumBound(1) }

    public static func calls(_ data: KernelData) -> [KernelCall<ColumnReduction>] {
        let isSum = data.name.hasPrefix("sum")
        let shapes = data.lengths.flatMap { [($0, 1), ($0, 3), (1, $0), (3, $0)] }
        return (shapes + [(17, 33), (130, 35)]).filter { $0.0 > 0 }.flatMap { rows, columns in
            let sets = isSum ? data.additiveSets(rows * columns) : data.sets(rows * columns)
            return sets.flatMap { set in
                [0, 3].map { gap in
                    call(set, rows, columns, columns + gap, isSum, data)
                }
            }
        }
    }

    private static func call(
        _ set: KernelData.Set, _ rows: Int, _ columns: Int, _ stride: Int, _ isSum: Bool,
        _ data: KernelData
    ) -> KernelCall<ColumnReduction> {
        let scale = (0..<columns).map { column in
            sizes((0..<rows).lazy.map { set.values[$0 * columns + column] })
        }
        let input = data.padded(set.values, columns: columns, stride: stride)
        return KernelCall(
            "\(rows) rows of \(columns), \(stride) apart, \(set.label)",
            [.output(columns, scale: isSum ? scale : []), .input(input)],
            bound: isSum ? sumBound(rows) : .exact("the result is one of the elements")
        ) { loop, p in loop.run(p[0], p[1], rows, columns, stride) }
    }
}

extension RowMap: CheckableKernel {
    public static var kind: String { "map of rows" }
    public static var bound: KernelBound {
        KernelBound(
            ulps: 8,
            reason: "a few functions in turn; in exp(x − max x) the difference is rounded, which "
                + "costs softmax as many ulp as the row is wide")
    }

    public static func calls(_ data: KernelData) -> [KernelCall<RowMap>] {
        let isSoftmax = data.name == "softmax"
        return matrices(data).flatMap { rows, columns in
            rowSets(data, rows, columns).map { set -> KernelCall<RowMap> in
                var bound = bound
                if isSoftmax { bound.ulps += spread(set.values, data.dtype) }
                // What is a difference of terms about 1, as the logarithm of a probability near 1,
                // is right to a place of 1.
                let scale = isSoftmax ? [] : [Double](repeating: 1, count: rows * columns)
                return KernelCall(
                    "\(rows) rows of \(columns), \(set.label)",
                    [.output(rows * columns, scale: scale), .input(set.values)], aliases: [(0, 1)],
                    bound: bound
                ) { loop, p in loop.run(p[0], p[1], rows, columns) }
            }
        }
    }

    /// The largest distance in a row at which exp(x − max x) is not 0.
    private static func spread(_ values: [Double], _ dtype: DType) -> Double {
        let finite = values.filter(\.isFinite)
        guard let least = finite.min(), let most = finite.max() else { return 0 }
        return min(most - least, dtype == .float64 ? 745 : 104)
    }
}

/// Rows of ordinary numbers, and such with NaN and infinities in them.
private func rowSets(_ data: KernelData, _ rows: Int, _ columns: Int) -> [KernelData.Set] {
    let count = rows * columns
    let random = data.random(count)
    guard count > 0 else { return [("random", random)] }
    return [
        ("random", random),
        ("far from 0", random.map { $0 + 1e4 }),
        ("equal", [Double](repeating: 0.5, count: count)),
        ("NaN last", data.replacing(random, at: count - 1, with: .nan)),
        ("NaN first", data.replacing(random, at: 0, with: .nan)),
        ("−∞ last", data.replacing(random, at: count - 1, with: -.infinity)),
        ("−∞ first", data.replacing(random, at: 0, with: -.infinity)),
        ("∞ last", data.replacing(random, at: count - 1, with: .infinity)),
        ("−∞ only", [Double](repeating: -.infinity, count: count)),
        ("denormals", random.map { $0.rounded() * data.leastNumber }),
    ]
}

extension RowGradient: CheckableKernel {
    public static var kind: String { "gradient of a map of rows" }
    public static var bound: KernelBound {
        KernelBound(
            ulps: 8,
            reason: "measured against the sum of the terms' sizes, of which an element of the row "
                + "and a sum over the row are two")
    }

    public static func calls(_ data: KernelData) -> [KernelCall<RowGradient>] {
        let forward = data.portable(data.forwardName, as: RowMap.self)
        return matrices(data).flatMap { rows, columns in
            [0, 1, 2].map { variant in
                call(data, rows, columns, variant, forward)
            }
        }
    }

    private static func call(
        _ data: KernelData, _ rows: Int, _ columns: Int, _ variant: Int, _ forward: RowMap?
    ) -> KernelCall<RowGradient> {
        let count = rows * columns
        var upstream = data.random(count, in: -2...2, seed: 1)
        if variant == 1, count > 0 { upstream[count - 1] = .nan }
        if variant == 2, count > 0 { upstream[0] = .infinity }
        let x = data.random(count)
        var y = x
        if let forward {
            let call = KernelCall<RowMap>("", [.output(count), .input(x)]) {
                $0.run($1[0], $1[1], rows, columns)
            }
            y = call.outcome(of: forward, data.dtype, roundedTo: data.dtype).numbers[0]
        }
        let isSoftmax = data.forwardName == "softmax"
        let scale = (0..<count).map { index -> Double in
            let row = index / columns * columns..<(index / columns + 1) * columns
            let g = sizes(upstream[row])
            // softmax: y (g − Σ g y); logSoftmax: g − exp(y) Σ g.
            let own = upstream[index].isFinite ? upstream[index].magnitude : 0
            return isSoftmax ? y[index].magnitude * (own + g) : own + g
        }
        var bound = sumBound(columns, ulps: 8)
        bound.reason = self.bound.reason + "; " + bound.reason
        return KernelCall(
            "\(rows) rows of \(columns)\(["", ", NaN last", ", ∞ first"][variant])",
            [.output(count, scale: scale), .input(upstream), .input(y)], aliases: [(0, 1)],
            bound: bound
        ) { loop, p in loop.run(p[0], p[1], p[2], rows, columns) }
    }
}
