import RealModule

/// A kernel that normalises each channel over images and space:
/// y = (x − mean) / √(variance + ε) · w + b, with the variance divided by the count (biased).
public struct BatchNormLoop: Sendable {
    /// The arrays of one call; all contiguous, per-channel ones with `sizes.channels` elements.
    public struct Call: @unchecked Sendable {
        // `@unchecked`: the pointers belong to views whose owners the caller holds.

        /// The sizes of input and output.
        public var sizes: ChannelSizes
        /// Added to the variance.
        public var eps: Double
        /// The output.
        public var y: UnsafeMutableRawPointer
        /// The channels' means, biased variances and 1/√(variance + ε): outputs.
        public var mean, variance, inverse: UnsafeMutableRawPointer
        /// The input.
        public var x: UnsafeRawPointer
        /// Weights and biases; nil: 1 and 0.
        public var weight, bias: UnsafeRawPointer?
    }

    /// Works on a range of channels.
    public typealias Run = @Sendable (Call, Range<Int>) -> Void

    /// Works on channels.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// The kernel's place in the table.
    public static let kernel = Kernel<BatchNormLoop>("batchNorm") { dtype in
        switch dtype {
        case .float32: portable(Float.self)
        case .float64: portable(Double.self)
        default: nil
        }
    }

    /// Works on all channels, in parallel where that pays.
    public func callAsFunction(
        _ y: ArrayView, mean: ArrayView, variance: ArrayView, inverse: ArrayView, _ x: ArrayView,
        weight: ArrayView?, bias: ArrayView?, eps: Double
    ) {
        let call = Call(
            sizes: ChannelSizes(x.shape), eps: eps, y: y.pointer, mean: mean.pointer,
            variance: variance.pointer, inverse: inverse.pointer, x: UnsafeRawPointer(x.pointer),
            weight: weight.map { UnsafeRawPointer($0.pointer) },
            bias: bias.map { UnsafeRawPointer($0.pointer) })
        Elementwise.parallelRanges(call.sizes.channels, grain: call.sizes.grain) { run(call, $0) }
    }

    @inline(__always)
    private static func portable<T: Real & BinaryFloatingPoint & SIMDScalar & Sendable>(
        _: T.Type
    ) -> BatchNormLoop {
        BatchNormLoop { call, channels in
            let arrays = Arrays<T>(call)
            if call.sizes.spatial == 1 {
                columns(arrays, channels)
            } else {
                for channel in channels { plane(arrays, channel) }
            }
        }
    }

    /// A call's arrays with their type. The call's sizes bound every access.
    private struct Arrays<T: Real & BinaryFloatingPoint> {
        let sizes: ChannelSizes
        let eps: Double
        let y, mean, variance, inverse: UnsafeMutablePointer<T>
        let x: UnsafePointer<T>
        let weight, bias: UnsafePointer<T>?

        @inline(__always)
        init(_ call: Call) {
            sizes = call.sizes
            eps = call.eps
            y = call.y.assumingMemoryBound(to: T.self)
            mean = call.mean.assumingMemoryBound(to: T.self)
            variance = call.variance.assumingMemoryBound(to: T.self)
            inverse = call.inverse.assumingMemoryBound(to: T.self)
            x = call.x.assumingMemoryBound(to: T.self)
            weight = call.weight?.assumingMemoryBound(to: T.self)
            bias = call.bias?.assumingMemoryBound(to: T.self)
        }

        /// Stores a channel's statistics.
        @inline(__always)
        func finish(_ channel: Int, centre: T, _ sums: (first: Double, products: Double)) {
            let (m, v) = Moments.meanAndVariance(
                centre: Double(centre), sums, sizes.perChannel)
            mean[channel] = T(m)
            variance[channel] = T(v)
            inverse[channel] = T(1 / (v + eps).squareRoot())
        }
    }

    /// One channel whose elements lie in runs, an image each.
    @inline(__always)
    private static func plane<T: Real & BinaryFloatingPoint & SIMDScalar>(
        _ call: Arrays<T>, _ channel: Int
    ) {
        let sizes = call.sizes
        var total = 0.0
        for image in 0..<sizes.images {
            total += Moments.sum(call.x + sizes.start(image, channel), sizes.spatial)
        }
        let centre = T(total / Double(sizes.perChannel))
        var sums = (first: 0.0, products: 0.0)
        for image in 0..<sizes.images {
            let x = call.x + sizes.start(image, channel)
            let part = Moments.sums(T.self, sizes.spatial) { (x[$0] - centre, x[$0] - centre) }
            sums.first += part.first
            sums.products += part.products
        }
        call.finish(channel, centre: centre, sums)
        let scale = call.inverse[channel] * (call.weight?[channel] ?? 1)
        let (mean, bias) = (call.mean[channel], call.bias?[channel] ?? 0)
        for image in 0..<sizes.images {
            let (x, y) = (
                call.x + sizes.start(image, channel), call.y + sizes.start(image, channel)
            )
            for i in 0..<sizes.spatial { y[i] = (x[i] - mean) * scale + bias }
        }
    }

    /// Channels that lie side by side, one element an image: sums go down the columns, in `Double`.
    @inline(__always)
    private static func columns<T: Real & BinaryFloatingPoint>(
        _ call: Arrays<T>, _ channels: Range<Int>
    ) {
        let (images, count) = (call.sizes.images, channels.count)
        let width = call.sizes.channels
        withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, 2 * count)) { buffer in
            // Two numbers for each of `count` channels.
            let first = buffer.baseAddress.unsafelyUnwrapped
            let squares = first + count
            let centre = call.mean + channels.lowerBound
            first.update(repeating: 0, count: 2 * count)
            for image in 0..<images {
                let x = call.x + image * width + channels.lowerBound
                for c in 0..<count { first[c] += Double(x[c]) }
            }
            for c in 0..<count {
                centre[c] = T(first[c] / Double(images))
                first[c] = 0
            }
            for image in 0..<images {
                let x = call.x + image * width + channels.lowerBound
                for c in 0..<count {
                    let d = x[c] - centre[c]
                    first[c] += Double(d)
                    squares[c] += Double(d * d)
                }
            }
            for c in 0..<count {
                call.finish(channels.lowerBound + c, centre: centre[c], (first[c], squares[c]))
            }
        }
        for image in 0..<images {
            let (x, y) = (call.x + image * width, call.y + image * width)
            for c in channels {
                let scale = call.inverse[c] * (call.weight?[c] ?? 1)
                y[c] = (x[c] - call.mean[c]) * scale + (call.bias?[c] ?? 0)
            }
        }
    }
}
