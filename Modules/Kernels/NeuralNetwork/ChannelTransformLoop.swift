import RealModule

/// A kernel that scales and shifts each channel: y = x · scale + shift.
public struct ChannelTransformLoop: Sendable {
    /// Output, input, scales and shifts (one a channel), the sizes that the call works on.
    public typealias Run =
        @Sendable (
            UnsafeMutableRawPointer, UnsafeRawPointer, UnsafeRawPointer, UnsafeRawPointer,
            ChannelSizes
        ) -> Void

    /// Works on images.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// The kernel's place in the table.
    public static let kernel = Kernel<ChannelTransformLoop>("channelTransform") { dtype in
        switch dtype {
        case .float32: portable(Float.self)
        case .float64: portable(Double.self)
        default: nil
        }
    }

    /// Works on all images, in parallel where that pays.
    public func callAsFunction(
        _ y: ArrayView, _ x: ArrayView, scale: ArrayView, shift: ArrayView
    ) {
        let sizes = ChannelSizes(x.shape)
        // Large images are cut into their channels.
        let perImage = sizes.channels * sizes.spatial
        let cutsChannels = perImage > Elementwise.grain
        let units = cutsChannels ? sizes.images * sizes.channels : sizes.images
        let length = cutsChannels ? sizes.spatial : perImage
        Elementwise.parallelRanges(units, grain: max(1, Elementwise.grain / max(length, 1))) {
            range in
            if cutsChannels {
                for unit in range {
                    let channel = unit % sizes.channels
                    var part = sizes
                    (part.images, part.channels) = (1, 1)
                    run(
                        y.advanced(by: unit * length), x.advanced(by: unit * length),
                        scale.advanced(by: channel), shift.advanced(by: channel), part)
                }
            } else {
                var part = sizes
                part.images = range.count
                let start = range.lowerBound * length
                run(
                    y.advanced(by: start), x.advanced(by: start), scale.pointer, shift.pointer, part
                )
            }
        }
    }

    private static func portable<T: Real & Sendable>(_: T.Type) -> ChannelTransformLoop {
        ChannelTransformLoop { y, x, scale, shift, sizes in
            // `images * channels` runs of `spatial` elements of T.
            let y = y.assumingMemoryBound(to: T.self)
            let x = x.assumingMemoryBound(to: T.self)
            let scale = scale.assumingMemoryBound(to: T.self)
            let shift = shift.assumingMemoryBound(to: T.self)
            for image in 0..<sizes.images {
                if sizes.spatial == 1 {
                    let (x, y) = (x + image * sizes.channels, y + image * sizes.channels)
                    for c in 0..<sizes.channels { y[c] = x[c] * scale[c] + shift[c] }
                    continue
                }
                for channel in 0..<sizes.channels {
                    let start = sizes.start(image, channel)
                    let (a, b) = (scale[channel], shift[channel])
                    let (x, y) = (x + start, y + start)
                    for i in 0..<sizes.spatial { y[i] = x[i] * a + b }
                }
            }
        }
    }
}
