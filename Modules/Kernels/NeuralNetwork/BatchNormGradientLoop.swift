import RealModule

/// A kernel for the gradients of ``BatchNormLoop``.
///
/// With d = x − mean, r = 1/√(variance + ε), n elements and weight w, a channel gets db = Σg,
/// dw = r Σ g d and dx = r w (g − Σg/n − d r² Σ g d / n).
///
/// Source: Ioffe and Szegedy 2015, "Batch normalization", section 3, simplified.
public struct BatchNormGradientLoop: Sendable {
    /// The arrays of one call; all contiguous, per-channel ones with `sizes.channels` elements.
    public struct Call: @unchecked Sendable {
        // `@unchecked`: the pointers belong to views whose owners the caller holds.

        /// The sizes of input and output.
        public var sizes: ChannelSizes
        /// The gradient of the input; nil: not wanted.
        public var dx: UnsafeMutableRawPointer?
        /// The gradients of weights and biases.
        public var dw, db: UnsafeMutableRawPointer
        /// The upstream gradient and the input.
        public var g, x: UnsafeRawPointer
        /// What the forward pass computed.
        public var mean, inverse: UnsafeRawPointer
        /// Weights; nil: 1.
        public var weight: UnsafeRawPointer?
    }

    /// Works on a range of channels.
    public typealias Run = @Sendable (Call, Range<Int>) -> Void

    /// Works on channels.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// The kernel's place in the table.
    public static let kernel = Kernel<BatchNormGradientLoop>("batchNorm.gradient") { dtype in
        switch dtype {
        case .float32: portable(Float.self)
        case .float64: portable(Double.self)
        default: nil
        }
    }

    /// Works on all channels, in parallel where that pays.
    public func callAsFunction(
        dx: ArrayView?, weights: ArrayView, biases: ArrayView, upstream: ArrayView, _ x: ArrayView,
        mean: ArrayView, inverse: ArrayView, weight: ArrayView?
    ) {
        let call = Call(
            sizes: ChannelSizes(x.shape), dx: dx?.pointer, dw: weights.pointer, db: biases.pointer,
            g: UnsafeRawPointer(upstream.pointer), x: UnsafeRawPointer(x.pointer),
            mean: UnsafeRawPointer(mean.pointer), inverse: UnsafeRawPointer(inverse.pointer),
            weight: weight.map { UnsafeRawPointer($0.pointer) })
        Elementwise.parallelRanges(call.sizes.channels, grain: call.sizes.grain) { run(call, $0) }
    }

    @inline(__always)
    private static func portable<T: Real & BinaryFloatingPoint & SIMDScalar & Sendable>(
        _: T.Type
    ) -> BatchNormGradientLoop {
        BatchNormGradientLoop { call, channels in
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
        let dx: UnsafeMutablePointer<T>?
        let dw, db: UnsafeMutablePointer<T>
        let g, x, mean, inverse: UnsafePointer<T>
        let weight: UnsafePointer<T>?

        @inline(__always)
        init(_ call: Call) {
            sizes = call.sizes
            dx = call.dx?.assumingMemoryBound(to: T.self)
            dw = call.dw.assumingMemoryBound(to: T.self)
            db = call.db.assumingMemoryBound(to: T.self)
            g = call.g.assumingMemoryBound(to: T.self)
            x = call.x.assumingMemoryBound(to: T.self)
            mean = call.mean.assumingMemoryBound(to: T.self)
            inverse = call.inverse.assumingMemoryBound(to: T.self)
            weight = call.weight?.assumingMemoryBound(to: T.self)
        }

        /// Stores the gradients of weight and bias, and gives a, b, c of dx = a g − b d − c.
        @inline(__always)
        func finish(_ channel: Int, _ sum: Double, _ product: Double) -> (a: T, b: T, c: T) {
            let r = Double(inverse[channel])
            let n = Double(sizes.perChannel)
            dw[channel] = T(product * r)
            db[channel] = T(sum)
            let a = r * Double(weight?[channel] ?? 1)
            return (T(a), T(a * r * r * (product / n)), T(a * (sum / n)))
        }
    }

    /// One channel whose elements lie in runs, an image each.
    @inline(__always)
    private static func plane<T: Real & BinaryFloatingPoint & SIMDScalar>(
        _ call: Arrays<T>, _ channel: Int
    ) {
        let sizes = call.sizes
        let mean = call.mean[channel]
        var sums = (first: 0.0, products: 0.0)
        for image in 0..<sizes.images {
            let start = sizes.start(image, channel)
            let (g, x) = (call.g + start, call.x + start)
            let part = Moments.sums(T.self, sizes.spatial) { (g[$0], x[$0] - mean) }
            sums.first += part.first
            sums.products += part.products
        }
        let (a, b, c) = call.finish(channel, sums.first, sums.products)
        guard let dx = call.dx else { return }
        for image in 0..<sizes.images {
            let start = sizes.start(image, channel)
            let (g, x, dx) = (call.g + start, call.x + start, dx + start)
            for i in 0..<sizes.spatial { dx[i] = a * g[i] - b * (x[i] - mean) - c }
        }
    }

    /// Channels that lie side by side, one element an image: sums go down the columns, in `Double`.
    @inline(__always)
    private static func columns<T: Real & BinaryFloatingPoint>(
        _ call: Arrays<T>, _ channels: Range<Int>
    ) {
        let (images, count) = (call.sizes.images, channels.count)
        let (width, first) = (call.sizes.channels, channels.lowerBound)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, 2 * count)) { sums in
            // Two sums, later three factors in `T`, for each of `count` channels.
            let products = sums.baseAddress.unsafelyUnwrapped + count
            let sums = sums.baseAddress.unsafelyUnwrapped
            sums.update(repeating: 0, count: 2 * count)
            for image in 0..<images {
                let start = image * width + first
                let (g, x) = (call.g + start, call.x + start)
                for c in 0..<count {
                    sums[c] += Double(g[c])
                    products[c] += Double(g[c] * (x[c] - call.mean[first + c]))
                }
            }
            withUnsafeTemporaryAllocation(of: T.self, capacity: max(1, 3 * count)) { factors in
                let a = factors.baseAddress.unsafelyUnwrapped
                for i in 0..<count {
                    (a[i], a[count + i], a[2 * count + i]) = call.finish(
                        first + i, sums[i], products[i])
                }
                guard let dx = call.dx else { return }
                for image in 0..<images {
                    let start = image * width + first
                    let (g, x, dx) = (call.g + start, call.x + start, dx + start)
                    for i in 0..<count {
                        dx[i] =
                            a[i] * g[i] - a[count + i] * (x[i] - call.mean[first + i])
                            - a[2 * count + i]
                    }
                }
            }
        }
    }
}
