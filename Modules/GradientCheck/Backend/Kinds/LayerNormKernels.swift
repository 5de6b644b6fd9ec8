public import Kernels

extension LayerNormLoop: CheckableKernel {
    public static var kind: String { "layer norm" }
    public static var bound: KernelBound { momentsBound(1) }

    public static func calls(_ data: KernelData) -> [KernelCall<LayerNormLoop>] {
        data.lengths.flatMap { columns in
            normalizationRows(data, 3 * columns).flatMap { set in
                [0, 1, 2].map { call(data, set, 3, columns, affine: $0) }
            }
        }
    }

    /// - Parameter affine: 0 nothing, 1 weights, 2 weights and biases.
    private static func call(
        _ data: KernelData, _ set: KernelData.Set, _ rows: Int, _ columns: Int, affine: Int
    ) -> KernelCall<LayerNormLoop> {
        let weight = data.random(columns, in: 0.5...2, seed: 1)
        let bias = data.random(columns, in: -1...1, seed: 2)
        let spreads = (0..<rows).map { Spread(set.values[$0 * columns..<($0 + 1) * columns]) }
        let scale = set.values.indices.map {
            2 + 2 * spreads[$0 / columns].largest / spreads[$0 / columns].deviation
        }
        return KernelCall(
            "\(rows) rows of \(columns), \(set.label), affine \(affine)",
            [
                .output(rows * columns, scale: scale), .output(rows, scale: spreads.map(\.largest)),
                .output(rows), .input(set.values),
            ] + [.input(weight), .input(bias)].prefix(affine), bound: momentsBound(columns)
        ) { loop, p in
            loop.run(
                p[0], p[1], p[2], p[3], affine > 0 ? UnsafeRawPointer(p[4]) : nil,
                affine > 1 ? UnsafeRawPointer(p[5]) : nil, rows, columns,
                normalizationEps)
        }
    }
}

extension LayerNormGradientLoop: CheckableKernel {
    public static var kind: String { "gradient of layer norm" }
    public static var bound: KernelBound { momentsBound(1) }

    public static func calls(_ data: KernelData) -> [KernelCall<LayerNormGradientLoop>] {
        data.lengths.filter { $0 > 0 }.flatMap { columns in
            normalizationRows(data, 3 * columns).flatMap { set in
                [0b111, 0b001, 0b110].flatMap { wanted in
                    [true, false].map { call(data, set, 3, columns, wanted: wanted, weighted: $0) }
                }
            }
        }
    }

    /// - Parameter wanted: The gradients to compute, a bit each: input, weights, biases.
    private static func call(
        _ data: KernelData, _ set: KernelData.Set, _ rows: Int, _ columns: Int, wanted: Int,
        weighted: Bool
    ) -> KernelCall<LayerNormGradientLoop> {
        let upstream = data.random(rows * columns, in: -1...1, seed: 1)
        let weight = data.random(columns, in: 0.5...2, seed: 2)
        let spreads = (0..<rows).map { Spread(set.values[$0 * columns..<($0 + 1) * columns]) }
        let reach = spreads.map { ($0.largest + $0.mean.magnitude) / $0.deviation }
        let scaleX = set.values.indices.map { index in
            let row = index / columns
            return 2 / spreads[row].deviation * (2 + reach[row] * reach[row])
        }
        let scaleSum = reach.reduce(0) { $1.isFinite ? $0 + $1 : $0 } + Double(rows)
        let outputs: [KernelArgument] = [
            .output(rows * columns, scale: scaleX),
            .output(columns, scale: [Double](repeating: scaleSum, count: columns)),
            .output(columns, scale: [Double](repeating: Double(rows), count: columns)),
        ]
        let kept = outputs.indices.filter { wanted >> $0 & 1 == 1 }
        let first = kept.count
        return KernelCall(
            "\(rows) rows of \(columns), \(set.label), gradients \(kept), weighted \(weighted)",
            kept.map { outputs[$0] } + [
                .input(upstream), .input(set.values), .input(spreads.map(\.mean)),
                .input(spreads.map { 1 / $0.deviation }),
            ] + (weighted ? [.input(weight)] : []), bound: momentsBound(columns)
        ) { loop, p in
            func output(_ index: Int) -> UnsafeMutableRawPointer? {
                kept.firstIndex(of: index).map { p[$0] }
            }
            loop.run(
                output(0), output(1), output(2), p[first], p[first + 1], p[first + 2], p[first + 3],
                weighted ? UnsafeRawPointer(p[first + 4]) : nil, rows, columns)
        }
    }
}
