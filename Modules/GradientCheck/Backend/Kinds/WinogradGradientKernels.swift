public import Kernels

extension WinogradGradient: CheckableKernel {
    public static var kind: String { "gradient of kernels of 3 × 3" }
    public static var bound: KernelBound { sumBound(1) }

    public static func calls(_ data: KernelData) -> [KernelCall<WinogradGradient>] {
        [1, 2].flatMap { ConvolutionSizes.threeByThree(step: $0) }.map { call(data, $0) }
    }

    private static func call(
        _ data: KernelData, _ sizes: ConvolutionSizes
    ) -> KernelCall<WinogradGradient> {
        let x = data.random(sizes.images * sizes.channels * sizes.plane, in: -2...2)
        let places = sizes.images * sizes.outputPlane
        let upstream = data.random(places * sizes.outputChannels, in: -2...2, seed: 1)
        let count = sizes.outputChannels * sizes.depth
        return KernelCall(
            "\(sizes.images) images \(sizes.height)×\(sizes.width), \(sizes.channels) to "
                + "\(sizes.outputChannels), step \(sizes.strideHeight), "
                + "padding \(sizes.paddingHeight)",
            [
                // A tile's four slopes and its elements, each at most 2, are added up before they are
                // multiplied.
                .output(count, scale: Array(repeating: Double(16 * places), count: count)),
                .input(x), .input(upstream),
            ], bound: sumBound(places)
        ) { loop, p in
            let call = WinogradGradientCall(sizes, x: p[1], upstream: p[2], gradient: p[0])
            let plan = loop.plan(sizes)
            let half = plan.units / 2
            guard let sums = Storage.allocate(byteCount: 2 * plan.sumBytes) else { return }
            // What is left undone is found as a difference.
            let parts = half == 0 ? [0..<plan.units] : [0..<half, half..<plan.units]
            for (index, units) in parts.enumerated() {
                let target = sums.pointer + index * plan.sumBytes
                guard loop.add(call, units, target) else { return }
            }
            let outputs = sizes.outputChannels
            for outputs in [0..<outputs / 2, outputs / 2..<outputs] {
                guard loop.finish(call, outputs, sums.pointer, parts.count) else { return }
            }
        }
    }
}
