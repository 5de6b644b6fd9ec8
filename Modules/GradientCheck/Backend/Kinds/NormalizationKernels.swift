public import Kernels

/// The bound of what comes from mean and variance of n elements.
private func momentsBound(_ count: Int) -> KernelBound {
    KernelBound(
        ulps: 32 + Double(count).squareRoot(),
        reason:
            "two sums of n terms in any order, a square root, and a few operations on what they "
            + "give; measured against the sizes of the terms")
}

/// Rows with means up to ten deviations from 0, and such with a NaN.
private func rows(_ data: KernelData, _ count: Int) -> [KernelData.Set] {
    guard count > 0 else { return [] }
    let random = data.random(count, in: -2...2)
    return [
        ("random", random), ("around 10", random.map { $0 + 10 }),
        ("NaN last", data.replacing(random, at: count - 1, with: .nan)),
    ]
}

/// Mean, deviation and largest size of the finite ones of some numbers.
private struct Spread {
    let mean, deviation, largest: Double

    init(_ values: some Collection<Double>) {
        let count = Double(max(values.count, 1))
        let mean = values.reduce(0, +) / count
        self.mean = mean
        deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count + eps).squareRoot()
        largest = values.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
    }

    /// Those of each channel of images.
    static func channels(_ values: [Double], _ shape: Shape) -> [Spread] {
        (0..<shape[1]).map { channel in
            Spread(values.indices.filter { $0 / shape[2] % shape[1] == channel }.map { values[$0] })
        }
    }
}

/// ε of all calls.
private let eps = 1e-5

extension LayerNormLoop: CheckableKernel {
    public static var kind: String { "layer norm" }
    public static var bound: KernelBound { momentsBound(1) }

    public static func calls(_ data: KernelData) -> [KernelCall<LayerNormLoop>] {
        data.lengths.flatMap { columns in
            rows(data, 3 * columns).flatMap { set in
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
                affine > 1 ? UnsafeRawPointer(p[5]) : nil, rows, columns, eps)
        }
    }
}

extension LayerNormGradientLoop: CheckableKernel {
    public static var kind: String { "gradient of layer norm" }
    public static var bound: KernelBound { momentsBound(1) }

    public static func calls(_ data: KernelData) -> [KernelCall<LayerNormGradientLoop>] {
        data.lengths.filter { $0 > 0 }.flatMap { columns in
            rows(data, 3 * columns).flatMap { set in
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

/// Images with channels: side by side, and in planes around the widths of vectors.
private func images(_ data: KernelData) -> [Shape] {
    [[1, 1, 7], [2, 3, 1], [5, 17, 1], [33, 35, 1], [2, 3, 9], [3, 2, 33], [1, 2, 1000]]
}

extension BatchNormLoop: CheckableKernel {
    public static var kind: String { "batch norm" }
    public static var bound: KernelBound { momentsBound(1) }

    public static func calls(_ data: KernelData) -> [KernelCall<BatchNormLoop>] {
        images(data).flatMap { shape in
            rows(data, shape.elementCount).flatMap { set in
                [0, 1, 2].map { call(data, set, shape, affine: $0) }
            }
        }
    }

    private static func call(
        _ data: KernelData, _ set: KernelData.Set, _ shape: Shape, affine: Int
    ) -> KernelCall<BatchNormLoop> {
        let channels = shape[1]
        let spreads = Spread.channels(set.values, shape)
        let weight = data.random(channels, in: 0.5...2, seed: 1)
        let bias = data.random(channels, in: -1...1, seed: 2)
        let scale = set.values.indices.map { index in
            let spread = spreads[index / shape[2] % channels]
            return 2 + 2 * spread.largest / spread.deviation
        }
        return KernelCall(
            "\(shape), \(set.label), affine \(affine)",
            [
                .output(set.values.count, scale: scale),
                .output(channels, scale: spreads.map(\.largest)),
                .output(channels, scale: spreads.map { $0.largest * $0.largest }),
                .output(channels), .input(set.values),
            ] + [.input(weight), .input(bias)].prefix(affine),
            bound: momentsBound(shape.elementCount / channels)
        ) { loop, p in
            loop(
                p.view(0, shape), mean: p.view(1, [channels]), variance: p.view(2, [channels]),
                inverse: p.view(3, [channels]), p.view(4, shape),
                weight: affine > 0 ? p.view(5, [channels]) : nil,
                bias: affine > 1 ? p.view(6, [channels]) : nil, eps: eps)
        }
    }
}

extension BatchNormGradientLoop: CheckableKernel {
    public static var kind: String { "gradient of batch norm" }
    public static var bound: KernelBound { momentsBound(1) }

    public static func calls(_ data: KernelData) -> [KernelCall<BatchNormGradientLoop>] {
        images(data).flatMap { shape in
            rows(data, shape.elementCount).flatMap { set in
                [true, false].flatMap { wantsInput in
                    [true, false].map { call(data, set, shape, wantsInput, weighted: $0) }
                }
            }
        }
    }

    private static func call(
        _ data: KernelData, _ set: KernelData.Set, _ shape: Shape, _ wantsInput: Bool,
        weighted: Bool
    ) -> KernelCall<BatchNormGradientLoop> {
        let (channels, count) = (shape[1], set.values.count)
        let upstream = data.random(count, in: -1...1, seed: 1)
        let mean = data.random(channels, in: -1...1, seed: 2)
        let inverse = data.random(channels, in: 0.5...2, seed: 3)
        let weight = data.random(channels, in: 0.5...2, seed: 4)
        // |x − mean| r ≤ 2 (largest + 1).
        let reach = 2 * (Spread(set.values).largest + 1)
        let perChannel = Double(count / channels)
        let outputs: [KernelArgument] = [
            .output(channels, scale: (0..<channels).map { _ in perChannel * reach }),
            .output(channels, scale: (0..<channels).map { _ in perChannel }),
        ]
        let input = KernelArgument.output(
            count, scale: (0..<count).map { _ in 4 * (2 + reach * reach) })
        return KernelCall(
            "\(shape), \(set.label), \(wantsInput ? "all" : "parameters'") gradients",
            outputs + [
                .input(upstream), .input(set.values), .input(mean), .input(inverse), .input(weight),
            ] + (wantsInput ? [input] : []), bound: momentsBound(count / channels)
        ) { loop, p in
            loop(
                dx: wantsInput ? p.view(7, shape) : nil, weights: p.view(0, [channels]),
                biases: p.view(1, [channels]), upstream: p.view(2, shape), p.view(3, shape),
                mean: p.view(4, [channels]), inverse: p.view(5, [channels]),
                weight: weighted ? p.view(6, [channels]) : nil)
        }
    }
}

extension ChannelTransformLoop: CheckableKernel {
    public static var kind: String { "map of channels" }
    public static var bound: KernelBound {
        KernelBound(
            ulps: 2, reason: "a product and a sum, fused or not, measured against both terms")
    }

    public static func calls(_ data: KernelData) -> [KernelCall<ChannelTransformLoop>] {
        (images(data) + [[2, 0, 3], [0, 2, 3]]).flatMap { shape in
            data.sets(shape.elementCount).map { set in
                let (channels, spatial) = (shape[1], shape[2])
                let factor = data.random(channels, in: -2...2, seed: 1)
                let shift = data.random(channels, in: -2...2, seed: 2)
                let scale = set.values.enumerated().map { index, x in
                    let channel = index / max(spatial, 1) % max(channels, 1)
                    return (x * factor[channel]).magnitude + shift[channel].magnitude
                }
                return KernelCall(
                    "\(shape), \(set.label)",
                    [
                        .output(set.values.count, scale: scale), .input(set.values), .input(factor),
                        .input(shift),
                    ]
                ) { loop, p in loop.run(p[0], p[1], p[2], p[3], ChannelSizes(shape)) }
            }
        }
    }
}
