public import Kernels

extension RandomFill: CheckableKernel {
    public static var kind: String { "random numbers" }
    public static var isRefinedByDouble: Bool { false }
    public static var bound: KernelBound {
        .exact("the same seed gives the same bits on every machine")
    }

    public static func calls(_ data: KernelData) -> [KernelCall<RandomFill>] {
        // Low and high, mean and deviation, or a probability.
        let parameters: [SIMD2<Double>] = [[0.25, 2], [0, 1], [1, 1]]
        return data.lengths.flatMap { count in
            starts.flatMap { start in
                parameters.map { p in
                    KernelCall(
                        "\(count) elements from block \(start.offset), parameters \(p.x) and \(p.y)",
                        [.output(count)]
                    ) { loop, addresses in
                        loop.run(addresses[0], count, start.seed, start.offset, p)
                    }
                }
            }
        }
    }

    /// Seeds and blocks to start from; the second counter runs over.
    private static let starts: [(seed: UInt64, offset: UInt64)] = [
        (7, 0), (.max, .max - 3), (1 << 63 | 5, 1 << 32 - 1),
    ]
}

extension DropoutLoop: CheckableKernel {
    public static var kind: String { "dropout" }
    public static var isRefinedByDouble: Bool { false }
    public static var bound: KernelBound {
        .exact("the same seed drops the same elements on every machine")
    }

    public static func calls(_ data: KernelData) -> [KernelCall<DropoutLoop>] {
        data.lengths.flatMap { count in
            data.sets(count).flatMap { set in
                [[0.25, 4.0 / 3], [0, 1], [1, 0]].map { (p: SIMD2<Double>) in
                    KernelCall(
                        "\(count) elements, p \(p.x), \(set.label)",
                        [.output(count), .output(count, .uint8), .input(set.values)]
                    ) { loop, addresses in
                        loop.run(
                            addresses[0], addresses[1].assumingMemoryBound(to: UInt8.self),
                            addresses[2], count, 7, 3, p)
                    }
                }
            }
        }
    }
}
