public import Kernels

extension BatchNormLoop: CheckableKernel {
    public static var kind: String { "batch norm" }
    public static var bound: KernelBound { momentsBound(1) }

    public static func calls(_ data: KernelData) -> [KernelCall<BatchNormLoop>] {
        channelImages(data).flatMap { shape in
            normalizationRows(data, shape.elementCount).flatMap { set in
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
                bias: affine > 1 ? p.view(6, [channels]) : nil, eps: normalizationEps)
        }
    }
}

extension BatchNormGradientLoop: CheckableKernel {
    public static var kind: String { "gradient of batch norm" }
    public static var bound: KernelBound { momentsBound(1) }

    public static func calls(_ data: KernelData) -> [KernelCall<BatchNormGradientLoop>] {
        channelImages(data).flatMap { shape in
            normalizationRows(data, shape.elementCount).flatMap { set in
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
