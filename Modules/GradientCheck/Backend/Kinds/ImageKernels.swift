public import Kernels

extension MaxPoolLoop: CheckableKernel {
    public static var kind: String { "pooling" }
    public static var bound: KernelBound { .exact("the result is one of the elements") }

    public static func calls(_ data: KernelData) -> [KernelCall<MaxPoolLoop>] {
        let planes = 2
        return windows.flatMap { sizes in
            data.sets(planes * sizes.height * sizes.width).map { set in
                let count = planes * sizes.outputHeight * sizes.outputWidth
                return KernelCall(
                    "\(sizes.height)×\(sizes.width) to \(sizes.outputHeight)×\(sizes.outputWidth), "
                        + set.label,
                    [.output(count), .output(count, .int32), .input(set.values)]
                ) { loop, p in
                    loop.run(
                        p[0], p[1].assumingMemoryBound(to: Int32.self), p[2], sizes, planes)
                }
            }
        }
    }

    /// Windows of 2×2 in planes of even and odd widths, overlapping, padded, and with gaps.
    private static var windows: [PoolingSizes] {
        [(2, 2), (3, 7), (8, 33), (17, 66)].map { height, width in
            PoolingSizes(
                size: (height, width), output: (height / 2, width / 2), kernel: (2, 2),
                stride: (2, 2), padding: (0, 0), dilation: (1, 1))
        } + [
            PoolingSizes(
                size: (9, 17), output: (9, 17), kernel: (3, 3), stride: (1, 1), padding: (1, 1),
                dilation: (1, 1)),
            PoolingSizes(
                size: (9, 17), output: (3, 6), kernel: (2, 3), stride: (2, 2), padding: (0, 1),
                dilation: (3, 2)),
        ]
    }
}

extension PlaneIndexLoop: CheckableKernel {
    public static var kind: String { "gather and scatter" }
    public static var bound: KernelBound {
        KernelBound(
            ulps: 4, reason: "elements are moved, or added in the order of the list, which is fixed"
        )
    }

    public static func calls(_ data: KernelData) -> [KernelCall<PlaneIndexLoop>] {
        let (plane, planes) = (37, 3)
        let isScatter = data.name.hasSuffix("Scatter")
        return data.lengths.flatMap { length in
            data.additiveSets(planes * (isScatter ? length : plane)).map { set in
                // Some positions come twice, some lie outside.
                let positions = (0..<planes * length).map { Double($0 * 11 % (plane + 2) - 1) }
                let count = planes * (isScatter ? plane : length)
                let scale = isScatter ? [Double](repeating: sizes(set.values), count: count) : []
                return KernelCall(
                    "\(length) of \(planes) planes, \(set.label)",
                    [.output(count, scale: scale), .input(set.values), .input(positions, .int32)],
                    bound: isScatter ? nil : .exact("elements are moved")
                ) { loop, p in
                    loop.run(
                        p[0], p[1], p[2].assumingMemoryBound(to: Int32.self), plane, length, planes)
                }
            }
        }
    }
}

extension LoweringLoop: CheckableKernel {
    public static var kind: String { "lowering" }
    public static var bound: KernelBound {
        KernelBound(
            ulps: 4, reason: "elements are moved; where windows overlap a few are added")
    }

    public static func calls(_ data: KernelData) -> [KernelCall<LoweringLoop>] {
        images.flatMap { sizes in
            // All rows of the output at once, and some from the middle.
            [0..<sizes.outputHeight, min(1, sizes.outputHeight)..<min(3, sizes.outputHeight)]
                .flatMap { rows in
                    data.name.hasSuffix("raise")
                        ? raises(data, sizes, rows) : lowers(data, sizes, rows)
                }
        }
    }

    private static func lowers(
        _ data: KernelData, _ sizes: ConvolutionSizes, _ rows: Range<Int>
    ) -> [KernelCall<LoweringLoop>] {
        let channels = sizes.channels
        let count =
            channels * sizes.kernelHeight * sizes.kernelWidth * rows.count * sizes.outputWidth
        return data.sets(channels * sizes.height * sizes.width).map { set in
            KernelCall(
                "\(label(sizes)), rows \(rows), \(set.label)",
                [.output(count), .input(set.values)], bound: .exact("elements are moved")
            ) { loop, p in loop.run(p[0], p[1], sizes, channels, rows) }
        }
    }

    private static func raises(
        _ data: KernelData, _ sizes: ConvolutionSizes, _ rows: Range<Int>
    ) -> [KernelCall<LoweringLoop>] {
        let channels = sizes.channels
        let count =
            channels * sizes.kernelHeight * sizes.kernelWidth * rows.count * sizes.outputWidth
        return data.additiveSets(count).map { set in
            let start = data.random(channels * sizes.height * sizes.width, seed: 4)
            let scale = start.map { $0.magnitude + GradientCheck.sizes(set.values) }
            return KernelCall(
                "\(label(sizes)), rows \(rows), \(set.label)",
                [.inOut(start, scale: scale), .input(set.values)]
            ) { loop, p in loop.run(p[0], p[1], sizes, channels, rows) }
        }
    }

    private static func label(_ sizes: ConvolutionSizes) -> String {
        "\(sizes.channels)×\(sizes.height)×\(sizes.width) under "
            + "\(sizes.kernelHeight)×\(sizes.kernelWidth)"
    }

    /// Convolutions that keep the size, that shrink it, with steps, padding and gaps.
    private static var images: [ConvolutionSizes] {
        func sizes(
            _ size: (Int, Int), _ kernel: (Int, Int), stride: Int = 1, padding: Int = 0,
            dilation: Int = 1
        ) -> ConvolutionSizes {
            func output(_ size: Int, _ kernel: Int) -> Int {
                (size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1
            }
            return ConvolutionSizes(
                images: 1, channels: 2, outputChannels: 1, size: size, kernel: kernel,
                output: (output(size.0, kernel.0), output(size.1, kernel.1)),
                stride: (stride, stride), padding: (padding, padding),
                dilation: (dilation, dilation), groups: 1)
        }
        return [
            sizes((5, 17), (3, 3), padding: 1), sizes((5, 9), (3, 3)), sizes((7, 33), (1, 1)),
            sizes((9, 18), (3, 2), stride: 2, padding: 1), sizes((9, 9), (3, 3), dilation: 2),
            sizes((4, 4), (5, 5), padding: 2),
        ]
    }
}
