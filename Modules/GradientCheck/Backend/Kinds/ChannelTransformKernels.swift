public import Kernels

extension ChannelTransformLoop: CheckableKernel {
    public static var kind: String { "map of channels" }
    public static var bound: KernelBound {
        KernelBound(
            ulps: 2, reason: "a product and a sum, fused or not, measured against both terms")
    }

    public static func calls(_ data: KernelData) -> [KernelCall<ChannelTransformLoop>] {
        (channelImages(data) + [[2, 0, 3], [0, 2, 3]]).flatMap { shape in
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
