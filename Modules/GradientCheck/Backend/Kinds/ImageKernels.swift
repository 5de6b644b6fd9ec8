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
    fileprivate static var windows: [PoolingSizes] {
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

extension MaxPoolGradientLoop: CheckableKernel {
    public static var kind: String { "gradient of pooling" }
    public static var bound: KernelBound {
        KernelBound(
            ulps: 4, reason: "windows that chose one element add up in their order, which is fixed")
    }

    public static func calls(_ data: KernelData) -> [KernelCall<MaxPoolGradientLoop>] {
        let planes = 2
        return MaxPoolLoop.windows.flatMap { pooling -> [KernelCall<MaxPoolGradientLoop>] in
            let (plane, outputs) = (
                pooling.height * pooling.width, pooling.outputHeight * pooling.outputWidth
            )
            // Any element of the window, in turn; of some windows none.
            let positions = (0..<planes * outputs).map { index -> Double in
                let (row, column) = (
                    index % outputs / pooling.outputWidth, index % pooling.outputWidth
                )
                let y = row * pooling.strideHeight + index * 5 % pooling.kernelHeight
                let x = column * pooling.strideWidth + index * 3 % pooling.kernelWidth
                return index % 11 == 10 || y >= pooling.height || x >= pooling.width
                    ? -1 : Double(y * pooling.width + x)
            }
            return data.additiveSets(planes * outputs).map {
                set -> KernelCall<MaxPoolGradientLoop> in
                let scale = [Double](
                    repeating: sizes(set.values), count: planes * plane)
                return KernelCall(
                    "\(pooling.height)×\(pooling.width) from \(pooling.outputHeight)×"
                        + "\(pooling.outputWidth), \(set.label)",
                    [
                        .output(planes * plane, scale: scale), .input(set.values),
                        .input(positions, .int32),
                    ]
                ) { loop, p in
                    loop.run(p[0], p[1], p[2].assumingMemoryBound(to: Int32.self), pooling, planes)
                }
            }
        }
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
