public import Kernels

extension Winograd: CheckableKernel {
    public static var kind: String { "convolution by 3 × 3" }
    public static var bound: KernelBound { sumBound(1) }

    public static func calls(_ data: KernelData) -> [KernelCall<Winograd>] {
        [1, 2].flatMap { ConvolutionSizes.threeByThree(step: $0) }.flatMap { sizes in
            [false, true].map { call(data, sizes, isTurned: $0) }
        }
    }

    private static func call(
        _ data: KernelData, _ sizes: ConvolutionSizes, isTurned: Bool
    ) -> KernelCall<Winograd> {
        let x = data.random(sizes.images * sizes.channels * sizes.plane, in: -2...2)
        let kernels = data.random(sizes.outputChannels * sizes.depth, in: -2...2, seed: 1)
        let bias = isTurned ? [] : data.random(sizes.outputChannels, in: -2...2, seed: 2)
        let count = sizes.images * sizes.outputChannels * sizes.outputPlane
        let (inputs, outputs) = (sizes.channels, sizes.outputChannels)
        return KernelCall(
            "\(sizes.images) images \(sizes.height)×\(sizes.width), \(inputs) to \(outputs), "
                + "step \(sizes.strideHeight), padding \(sizes.paddingHeight)"
                + (isTurned ? ", turned" : ""),
            [
                // The terms of a tile are summed together: 16 elements, each at most 2, for each
                // input, times kernels of 9 elements of at most 2.
                .output(count, scale: Array(repeating: Double(64 * inputs), count: count)),
                .input(x), .input(kernels), .input(bias.isEmpty ? [0] : bias),
            ], bound: sumBound(9 * inputs)
        ) { loop, p in
            let call = WinogradCall(
                images: sizes.images, inputs: inputs, outputs: outputs,
                size: (sizes.height, sizes.width),
                output: (sizes.outputHeight, sizes.outputWidth), step: sizes.strideHeight,
                padding: (sizes.paddingHeight, sizes.paddingWidth), x: p[1], kernels: p[2],
                kernelOutput: isTurned ? 9 : 9 * inputs, kernelInput: isTurned ? 9 * outputs : 9,
                isTurned: isTurned, bias: bias.isEmpty ? nil : UnsafeRawPointer(p[3]), y: p[0])
            let plan = loop.plan(call)
            guard let weight = Storage.allocate(byteCount: plan.weightBytes) else { return }
            loop.transform(call, 0..<outputs / 2, weight.pointer)
            loop.transform(call, outputs / 2..<outputs, weight.pointer)
            // What is left undone is found as a difference.
            for unit in 0..<plan.units where !loop.run(call, unit, weight.pointer) { return }
        }
    }
}

extension ConvolutionSizes {
    /// Tiles that stand over the edge, segments that do, vectors of several images, channels that fill
    /// no vector and more than one, two units.
    static func threeByThree(step: Int) -> [ConvolutionSizes] {
        let sizes = [
            (1, 1, 1, 1, 1, 1), (2, 2, 3, 2, 3, 0), (3, 3, 2, 7, 9, 1), (2, 17, 4, 8, 8, 1),
            (1, 2, 18, 5, 19, 2), (7, 2, 13, 4, 6, 1), (1, 33, 20, 40, 17, 1),
        ]
        return sizes.map { images, inputs, outputs, height, width, padding in
            ConvolutionSizes(
                images: images, channels: inputs, outputChannels: outputs,
                size: (height + 2, width + 2), kernel: (3, 3),
                output: (
                    (height - 1 + 2 * padding) / step + 1, (width - 1 + 2 * padding) / step + 1
                ),
                stride: (step, step), padding: (padding, padding), dilation: (1, 1), groups: 1)
        }
    }
}
